package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Notices that the number of an application's instances is not what the autoscaler has
 * left. What an alert finds is noticed with the decision about it; this is for
 * applications that no alert is about.
 */
@Component
class OutsideChanges {

	/** What the platform shows may be from before a change that has just succeeded. */
	private static final Duration SETTLING = Duration.ofSeconds(30);

	private final Map<ApplicationId, Integer> seen = new ConcurrentHashMap<>();

	private final History history;

	private final Leadership leadership;

	private final SteadyClock clock;

	OutsideChanges(History history, Leadership leadership, SteadyClock clock) {
		this.history = history;
		this.leadership = leadership;
		this.clock = clock;
	}

	/**
	 * Looks whether somebody else has changed the number of instances.
	 * @param id the application
	 * @param state what the platform shows
	 * @param lastChange when the autoscaler last changed it, or began to; {@code null} if
	 * that is long ago
	 */
	void look(ApplicationId id, ApplicationState state, @Nullable Instant lastChange) {
		boolean own = lastChange != null && lastChange.plus(SETTLING).isAfter(this.clock.instant());
		if (own || !this.leadership.leads()) {
			this.seen.remove(id);
			return;
		}
		int instances = state.instances();
		if (instances == 0 || !state.runsWith(instances)) {
			return;
		}
		Integer before = this.seen.put(id, instances);
		if (before == null || before != instances) {
			this.history.observed(id, before, instances);
		}
	}

}
