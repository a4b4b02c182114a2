package io.github.dataflowautoscaler.webhook.simulation;

import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * This project's alerts for one application: the rules of {@code prometheus/}, and a
 * group of its own in Alertmanager with the clocks of {@code alertmanager/}.
 */
public final class ThroughputAlerts {

	private static final Alert HIGH = new Alert(0, "HighThroughputDifference", true);

	private static final Alert ZERO = new Alert(0, "ZeroThroughputDifference", false);

	private final HighThroughputDifference high = new HighThroughputDifference();

	private final AlertRule zero = new AlertRule(ThroughputRules.IN_FOR);

	private final AlertGroup group = new AlertGroup(Route.AUTOSCALER);

	/**
	 * One evaluation of the rules. Alertmanager inhibits the scale-in alert while the
	 * other one fires.
	 * @param seen the application, as it is recorded now
	 * @param policy the policy that is in force
	 * @param targetUtilization the policy's, as the webhook exports it
	 */
	public void evaluate(Sight seen, Policy policy, double targetUtilization) {
		boolean out = this.high.evaluate(seen, policy);
		boolean in = this.zero.evaluate(seen.now(), ThroughputRules.oversized(seen, policy, targetUtilization));
		this.group.receive(seen.now(), (out || in) ? List.of(out ? HIGH : ZERO) : List.of());
	}

	/**
	 * One second.
	 * @param now the second
	 * @return what the notification allows that the webhook gets now, empty if it gets
	 * none
	 */
	public Optional<Direction> tick(int now) {
		return this.group.tick(now).stream().findFirst().map((alert) -> alert.out() ? Direction.OUT : Direction.IN);
	}

}
