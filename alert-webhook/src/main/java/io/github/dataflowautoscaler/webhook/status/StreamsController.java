package io.github.dataflowautoscaler.webhook.status;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowStreams;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.web.HistoryDocument;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Decider;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows every application with a policy: what runs, what is wanted, and the latest
 * decision.
 */
@RestController
class StreamsController {

	private final Policies policies;

	private final DataFlowStreams streams;

	private final History history;

	private final Decider decider;

	StreamsController(Policies policies, DataFlowStreams streams, History history, Decider decider) {
		this.policies = policies;
		this.streams = streams;
		this.history = history;
		this.decider = decider;
	}

	@GetMapping("/api/streams")
	List<ApplicationStatus> list() {
		Map<ApplicationId, RunningApplication> running = this.streams.current()
			.map(StreamsSnapshot::applications)
			.orElse(List.of())
			.stream()
			.collect(Collectors.toMap(RunningApplication::id, Function.identity(), (first, second) -> first));
		Map<ApplicationId, HistoryEntry> latest = this.history.findLatest()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.cause().application(), Function.identity()));
		return this.policies.findAll()
			.stream()
			.map((stored) -> ApplicationStatus.of(stored, running.get(stored.id()), latest.get(stored.id())))
			.toList();
	}

	/**
	 * What would be decided now, either way, and why, without acting.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @return the decision for each direction that an alert could allow
	 */
	@GetMapping("/api/streams/{stream}/{application}/explain")
	Map<String, Decision> explain(@PathVariable String stream, @PathVariable String application) {
		StoredPolicy stored = this.policies.find(new ApplicationId(stream, application))
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
		return Map.of("out", this.decider.explain(stored.id(), stored.policy(), Direction.OUT), "in",
				this.decider.explain(stored.id(), stored.policy(), Direction.IN));
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail handle(PlatformException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, ex.getMessage());
	}

	/**
	 * An application at a glance.
	 *
	 * @param streamName the stream's name
	 * @param applicationName the application's name
	 * @param minInstances the policy's fewest instances
	 * @param maxInstances the policy's most instances
	 * @param paused whether the policy is paused
	 * @param runningInstances instances that Data Flow shows, absent if unknown
	 * @param deployedInstances those of them that are deployed, absent if unknown
	 * @param latestDecision the latest decision, absent if there was none
	 */
	record ApplicationStatus(String streamName, String applicationName, int minInstances, int maxInstances,
			boolean paused, @Nullable Integer runningInstances, @Nullable Integer deployedInstances,
			@Nullable HistoryDocument latestDecision) {

		static ApplicationStatus of(StoredPolicy stored, @Nullable RunningApplication running,
				@Nullable HistoryEntry latest) {
			return new ApplicationStatus(stored.id().stream(), stored.id().application(),
					stored.policy().minInstances(), stored.policy().maxInstances(),
					stored.policy().isPausedAt(java.time.Instant.now()),
					(running != null) ? running.state().instances() : null,
					(running != null) ? running.state().deployedInstances() : null,
					(latest != null) ? HistoryDocument.of(latest) : null);
		}

	}

}
