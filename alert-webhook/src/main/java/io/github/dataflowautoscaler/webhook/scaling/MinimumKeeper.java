package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has an application evaluated that has fewer instances than its minimum, without an
 * alert: a window of its schedule may have raised it.
 */
@Component
class MinimumKeeper {

	/** As an alert that is repeated. */
	private static final Duration REPEAT = Duration.ofMinutes(1);

	private final Map<ApplicationId, Instant> requested = new ConcurrentHashMap<>();

	private final Policies policies;

	private final Schedules schedules;

	private final Platform platform;

	private final ApplicationEventPublisher events;

	private final Leadership leadership;

	private final SteadyClock clock;

	MinimumKeeper(Policies policies, Schedules schedules, Platform platform, ApplicationEventPublisher events,
			Leadership leadership, SteadyClock clock) {
		this.policies = policies;
		this.schedules = schedules;
		this.platform = platform;
		this.events = events;
		this.leadership = leadership;
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "PT15S")
	void look() {
		if (!this.leadership.leads()) {
			return;
		}
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		Instant now = this.clock.instant();
		this.requested.values().removeIf((last) -> !now.isBefore(last.plus(REPEAT)));
		for (StoredPolicy stored : this.policies.findAll()) {
			ApplicationId id = stored.id();
			ApplicationState state = running.get(id);
			if (state != null && isBelow(state, this.schedules.now(id, stored.policy()).policy())
					&& this.requested.putIfAbsent(id, now) == null) {
				this.events.publishEvent(ScaleRequest.of(id, Direction.OUT, "Minimum", now));
			}
		}
	}

	private static boolean isBelow(ApplicationState state, Policy policy) {
		return state.state() == State.DEPLOYED && state.instances() < policy.minInstances() && policy.pause() == null;
	}

}
