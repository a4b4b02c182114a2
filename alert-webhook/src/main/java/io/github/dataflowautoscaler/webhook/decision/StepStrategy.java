package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Goes one fixed step in the alert's direction, inside the policy's bounds. It needs
 * nothing but the current number of instances, so it works with no metrics at hand.
 */
final class StepStrategy {

	private StepStrategy() {
	}

	/**
	 * Decides.
	 * @param situation an application that runs
	 * @return the decision; its explanation is complete without the situation
	 */
	static Decision decide(Situation situation) {
		return switch (situation.direction()) {
			case OUT -> out(situation);
			case IN -> in(situation);
		};
	}

	/**
	 * More instances than the maximum were put there by hand and stay: an alert that asks
	 * for more is no reason to take some away.
	 */
	private static Decision out(Situation situation) {
		Policy policy = situation.policy();
		int from = situation.state().instances();
		int required = Math.max(from + orOne(policy.scaleOutBy()), policy.minInstances());
		if (from >= policy.maxInstances()) {
			return Decision.hold(from, required, Reason.AT_MAXIMUM,
					"%s instances are required, but %s is at the maximum of %s".formatted(required, from,
							policy.maxInstances()));
		}
		return scale(from, required, Math.min(required, policy.maxInstances()), Reason.SCALE_OUT);
	}

	private static Decision in(Situation situation) {
		Policy policy = situation.policy();
		int from = situation.state().instances();
		int required = Math.max(from - orOne(policy.scaleInBy()), 0);
		if (from <= policy.minInstances()) {
			return Decision.hold(from, required, Reason.AT_MINIMUM,
					"%s instances are required, but %s is at the minimum of %s".formatted(required, from,
							policy.minInstances()));
		}
		return scale(from, required, Math.max(required, policy.minInstances()), Reason.SCALE_IN);
	}

	private static int orOne(@Nullable Integer step) {
		return (step != null) ? step : 1;
	}

	private static Decision scale(int from, int required, int to, Reason reason) {
		String direction = (reason == Reason.SCALE_OUT) ? "out" : "in";
		String explanation = (required == to) ? "One step %s by %s".formatted(direction, Math.abs(to - from))
				: "One step %s; required %s, limited to %s by the policy".formatted(direction, required, to);
		return new Decision(from, required, to, reason, explanation);
	}

}
