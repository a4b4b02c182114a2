package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.StepStrategy;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;

/**
 * The webhook's own step strategy, with the default policy.
 */
final class StepWebHook implements AlertedScaler {

	private final StepStrategy strategy = new StepStrategy();

	private final Policy policy;

	private final ChangeLog changes = new ChangeLog();

	StepWebHook(Policy policy) {
		this.policy = policy;
	}

	/**
	 * The default policy.
	 * @param maxInstances the one setting without a default
	 * @return the policy
	 */
	static Policy policy(int maxInstances) {
		return PolicySettings.of(Strategy.STEP, maxInstances).toPolicy();
	}

	@Override
	public OptionalInt decide(ApplicationView application, Direction direction) {
		this.changes.watch(application);
		Decision decision = this.strategy.decide(new Situation(this.policy, direction, ChangeLog.state(application),
				this.changes.changes(), ChangeLog.instant(application)));
		if (!decision.scales()) {
			return OptionalInt.empty();
		}
		this.changes.begin(decision, application);
		return OptionalInt.of(decision.to());
	}

}
