package io.github.dataflowautoscaler.webhook.scaling;

import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has an application evaluated that has fewer instances than its minimum, without an
 * alert: a window of its schedule may have raised it.
 */
@Component
class MinimumKeeper {

	private final Policies policies;

	private final Schedules schedules;

	private final Platform platform;

	private final UnpromptedRequests requests;

	MinimumKeeper(Policies policies, Schedules schedules, Platform platform, UnpromptedRequests requests) {
		this.policies = policies;
		this.schedules = schedules;
		this.platform = platform;
		this.requests = requests;
	}

	@Scheduled(fixedDelayString = "PT15S")
	void look() {
		if (!this.requests.areTaken()) {
			return;
		}
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		for (StoredPolicy stored : this.policies.findAll()) {
			ApplicationId id = stored.id();
			ApplicationState state = running.get(id);
			if (state != null && isBelow(state, this.schedules.now(id, stored.policy()).policy())) {
				this.requests.request(id, "Minimum");
			}
		}
	}

	private static boolean isBelow(ApplicationState state, Policy policy) {
		return state.state() == State.DEPLOYED && state.instances() < policy.minInstances() && policy.pause() == null;
	}

}
