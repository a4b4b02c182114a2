package io.github.dataflowautoscaler.webhook.scaling;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Foresees loads where a policy wants it, and has an application evaluated that needs
 * more instances before its load rises: an alert fires only when it has risen.
 */
@Component
class ForesightKeeper {

	private final Policies policies;

	private final Platform platform;

	private final Forecasts forecasts;

	private final Assessor assessor;

	private final UnpromptedRequests requests;

	ForesightKeeper(Policies policies, Platform platform, Forecasts forecasts, Assessor assessor,
			UnpromptedRequests requests) {
		this.policies = policies;
		this.platform = platform;
		this.forecasts = forecasts;
		this.assessor = assessor;
		this.requests = requests;
	}

	/** Also where another replica decides, so that its place can be taken at once. */
	@Scheduled(fixedDelayString = "PT15S")
	void look() {
		Set<ApplicationId> looked = new HashSet<>();
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		for (StoredPolicy stored : this.policies.findAll()) {
			ApplicationId id = stored.id();
			Policy policy = stored.policy();
			if (policy.foresight() == Foresight.OFF || policy.strategy() != Strategy.RATE) {
				continue;
			}
			looked.add(id);
			this.forecasts.look(id, policy);
			ApplicationState state = running.get(id);
			if (state != null && isNeeded(id, policy, state)) {
				this.requests.request(id, "Foresight");
			}
		}
		this.forecasts.retain(looked);
	}

	/** Advice, too, is recorded when the instances would be needed. */
	private boolean isNeeded(ApplicationId id, Policy policy, ApplicationState state) {
		return state.state() == State.DEPLOYED && state.instances() > 0 && policy.pause() == null
				&& this.assessor.assess(id, policy.withForesight(Foresight.ON), state, null)
					.isForeseen(state.instances());
	}

}
