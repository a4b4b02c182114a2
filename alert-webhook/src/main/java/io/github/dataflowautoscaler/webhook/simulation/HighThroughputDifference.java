package io.github.dataflowautoscaler.webhook.simulation;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * The alert of that name in {@code prometheus/alert.rules.yml}: an overload that two
 * evaluations have seen, and a third while what arrives still rises steeply.
 */
public final class HighThroughputDifference {

	/** By how much the rate has to grow from one evaluation to the next. */
	private static final double STEEP = 1.1;

	private int overloads;

	private double arrival = Double.NaN;

	/**
	 * One evaluation.
	 * @param seen the application
	 * @param policy the operator's policy
	 * @return whether the alert fires
	 */
	public boolean evaluate(Sight seen, Policy policy) {
		this.overloads = ThroughputRules.overloaded(seen, policy) ? this.overloads + 1 : 0;
		Arrival arriving = seen.observation().arrival();
		double quickest = arriving.recent().orElse(arriving.rate().orElse(Double.NaN));
		boolean rises = quickest > STEEP * this.arrival;
		this.arrival = quickest;
		return this.overloads > 2 || (this.overloads == 2 && !rises);
	}

}
