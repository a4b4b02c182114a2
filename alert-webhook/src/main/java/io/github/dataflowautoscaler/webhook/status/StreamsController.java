package io.github.dataflowautoscaler.webhook.status;

import java.time.Duration;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.ObservationHistory;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.scaling.Explainer;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows every application with a policy: what runs, what is measured, what is
 * recommended, and the latest decision. Nothing is changed by looking.
 */
@RestController
@RequestMapping("/api/streams")
class StreamsController {

	private final Policies policies;

	private final StatusReader reader;

	private final Explainer explainer;

	private final ObservationHistory observations;

	StreamsController(Policies policies, StatusReader reader, Explainer explainer, ObservationHistory observations) {
		this.policies = policies;
		this.reader = reader;
		this.explainer = explainer;
		this.observations = observations;
	}

	@GetMapping
	List<ApplicationStatus> list(@RequestParam(required = false) @Nullable String stream) {
		return this.reader.read((stream != null) ? this.policies.findByStream(stream) : this.policies.findAll());
	}

	@GetMapping("/{stream}/{application}")
	ApplicationStatus show(@PathVariable String stream, @PathVariable String application) {
		return this.reader.read(List.of(policy(stream, application))).get(0);
	}

	/**
	 * What would be decided now, either way, and why, without acting.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @return the decision for each direction that an alert could allow
	 */
	@GetMapping("/{stream}/{application}/explain")
	ExplanationDocument explain(@PathVariable String stream, @PathVariable String application) {
		StoredPolicy stored = policy(stream, application);
		return ExplanationDocument.of(this.explainer.explain(stored.id(), stored.policy()));
	}

	/**
	 * What was measured over some time, as the recording rules of Prometheus have it, of
	 * an application with a policy or without.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param window how far to look back, a minute to 31 days
	 * @return at most 241 values of each measurement
	 */
	@GetMapping("/{stream}/{application}/measurements")
	Measurements measurements(@PathVariable String stream, @PathVariable String application,
			@RequestParam(defaultValue = "PT1H") Duration window) {
		ApplicationId id = new ApplicationId(stream, application);
		try {
			return Measurements.of(window, this.observations.read(id, window),
					this.observations.readAlerts(id, window));
		}
		catch (PrometheusException ex) {
			return Measurements.unknown(window, ex.getMessage());
		}
	}

	private StoredPolicy policy(String stream, String application) {
		ApplicationId id = new ApplicationId(stream, application);
		return this.policies.find(id)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND,
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, id + " has no policy"), null));
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail handle(PlatformException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, ex.getMessage());
	}

}
