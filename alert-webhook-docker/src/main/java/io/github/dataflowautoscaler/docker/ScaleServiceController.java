package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.DeployedPolicy;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Docker Scaler's {@code scale-service}, for Alertmanager and for people. Alertmanager
 * retries a 5xx soon, and a 4xx at its next {@code group_interval}; so 500 and 503 are
 * for what may pass, and 4xx for what somebody has to correct.
 */
@RestController
class ScaleServiceController {

	private static final Logger logger = LoggerFactory.getLogger(ScaleServiceController.class);

	private static final String BY_HAND = "scale-service";

	private final DockerEngine engine;

	private final DockerStreams streams;

	private final Policies policies;

	private final Decisions decisions;

	private final JsonMapper json;

	private final SteadyClock clock;

	ScaleServiceController(DockerEngine engine, DockerStreams streams, Policies policies, Decisions decisions,
			JsonMapper json, SteadyClock clock) {
		this.engine = engine;
		this.streams = streams;
		this.policies = policies;
		this.decisions = decisions;
		this.json = json;
		this.clock = clock;
	}

	@PostMapping({ "/v1/scale-service", "${autoscale.docker.server-prefix:}/v1/scale-service" })
	ResponseEntity<ScalerAnswer> scale(HttpServletRequest request) throws IOException {
		ScaleServiceCall call = ScaleServiceCall.of(request, this.json);
		Direction direction = call.direction();
		if (call.service().isEmpty()) {
			return refused(HttpStatus.BAD_REQUEST, "No service name in request");
		}
		if (call.scale().isEmpty()) {
			return refused(HttpStatus.BAD_REQUEST, "No scale direction in request");
		}
		if (direction == null) {
			return refused(HttpStatus.BAD_REQUEST, "Incorrect scale direction in request");
		}
		if (!call.by().matches("|[1-9]\\d{0,3}")) {
			return refused(HttpStatus.BAD_REQUEST, "Incorrect number of replicas to scale by in request");
		}
		if (call.resolved()) {
			return ResponseEntity.ok(ScalerAnswer.ok("The alert is resolved, so nothing is scaled"));
		}
		Optional<SwarmService> service = this.engine.service(call.service()).filter(SwarmService::hasNamesOfPolicies);
		return service.isPresent() ? scale(service.get(), call, direction)
				: refused(HttpStatus.NOT_FOUND, "There is no such service");
	}

	private ResponseEntity<ScalerAnswer> scale(SwarmService service, ScaleServiceCall call, Direction direction) {
		if (service.replicas() == null) {
			return refused(HttpStatus.CONFLICT, "%s is a global service (can not be scaled)".formatted(service.name()));
		}
		@Nullable Policy policy = policy(service.application());
		if (policy == null) {
			return refused(HttpStatus.CONFLICT,
					"%s has no policy: %s".formatted(service.name(), lack(service.application())));
		}
		ScaleRequest request = ScaleRequest.of(service.application(), direction,
				call.isByHand() ? BY_HAND : call.alertName(), this.clock.instant());
		return this.decisions.decide(byHand(request, call, policy))
			.map((entry) -> answer(entry, policy))
			.orElseGet(() -> ResponseEntity.accepted()
				.body(ScalerAnswer
					.ok("The request to scale %s is recorded, and will be decided on soon".formatted(service.name()))));
	}

	/** The service may have been labelled a moment ago. */
	private @Nullable Policy policy(ApplicationId id) {
		return this.policies.find(id).or(() -> {
			this.streams.refresh();
			return this.policies.find(id);
		}).map(StoredPolicy::policy).orElse(null);
	}

	private String lack(ApplicationId id) {
		return this.streams.latest()
			.map((snapshot) -> snapshot.policies().get(id))
			.map(DeployedPolicy::fault)
			.orElse("label it, such as with com.df.scaleMax, or set one");
	}

	/** A person says when, and is not put off. */
	private static ScaleRequest byHand(ScaleRequest request, ScaleServiceCall call, Policy policy) {
		if (!call.by().isEmpty()) {
			return request.by(Integer.parseInt(call.by()));
		}
		if (!call.isByHand()) {
			return request;
		}
		@Nullable Integer step = (request.cause().direction() == Direction.OUT) ? policy.scaleOutBy() : policy.scaleInBy();
		return request.by((step != null) ? step : 1);
	}

	private static ResponseEntity<ScalerAnswer> answer(HistoryEntry entry, Policy policy) {
		String message = ScalerMessages.of(entry, policy);
		return (entry.outcome() == Outcome.FAILED) ? refused(HttpStatus.INTERNAL_SERVER_ERROR, message)
				: ResponseEntity.ok(ScalerAnswer.ok(message));
	}

	private static ResponseEntity<ScalerAnswer> refused(HttpStatus status, String message) {
		return ResponseEntity.status(status).body(ScalerAnswer.refused(message));
	}

	@ExceptionHandler
	ResponseEntity<ScalerAnswer> handle(PlatformException ex) {
		return refused(ex.kind().isTransient() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR,
				ex.getMessage());
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ScalerAnswer> handle(Exception ex) {
		logger.error("A request can't be recorded", ex);
		return refused(HttpStatus.SERVICE_UNAVAILABLE, "The request can't be recorded now; send it again");
	}

}
