package io.github.dataflowautoscaler.webhook.status;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowStreams;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.web.HistoryDocument;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
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

	StreamsController(Policies policies, DataFlowStreams streams, History history) {
		this.policies = policies;
		this.streams = streams;
		this.history = history;
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
					stored.policy().minInstances(), stored.policy().maxInstances(), stored.policy().paused(),
					(running != null) ? running.state().instances() : null,
					(running != null) ? running.state().deployedInstances() : null,
					(latest != null) ? HistoryDocument.of(latest) : null);
		}

	}

}
