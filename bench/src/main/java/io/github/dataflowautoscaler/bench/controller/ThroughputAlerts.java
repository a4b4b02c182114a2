package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.bench.monitoring.Alert;
import io.github.dataflowautoscaler.bench.monitoring.AlertGroup;
import io.github.dataflowautoscaler.bench.monitoring.AlertRule;
import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.bench.monitoring.RecordingRules;
import io.github.dataflowautoscaler.bench.monitoring.Route;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * This project's alerts for one application: the rules of {@code prometheus/}, and a
 * group of its own in Alertmanager with the clocks of {@code alertmanager/}.
 */
final class ThroughputAlerts {

	private final Policy policy;

	private final HighThroughputDifference high = new HighThroughputDifference();

	private final AlertRule zero = new AlertRule(ThroughputRules.IN_FOR);

	private final AlertGroup group = new AlertGroup(Route.AUTOSCALER);

	ThroughputAlerts(Policy policy) {
		this.policy = policy;
	}

	/**
	 * One second.
	 * @param application what is to be seen of it now
	 * @param targetUtilization the policy's, as the webhook exports it
	 * @return what the notification allows that the webhook gets now, empty if it gets
	 * none; scale-out wins over scale-in
	 */
	Optional<Direction> tick(ApplicationView application, double targetUtilization) {
		if (RecordingRules.due(application.now())) {
			this.group.receive(application.now(), evaluate(application, targetUtilization));
		}
		List<Alert> notification = this.group.tick(application.now());
		if (notification.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(notification.stream().anyMatch(Alert::out) ? Direction.OUT : Direction.IN);
	}

	/** Alertmanager inhibits the scale-in alert while the other one fires. */
	private List<Alert> evaluate(ApplicationView application, double targetUtilization) {
		Readings readings = application.readings();
		boolean out = this.high.evaluate(readings, this.policy);
		boolean in = this.zero.evaluate(application.now(),
				ThroughputRules.oversized(readings, this.policy, targetUtilization));
		List<Alert> firing = new ArrayList<>();
		if (out) {
			firing.add(new Alert(application.index(), "HighThroughputDifference", true));
		}
		else if (in) {
			firing.add(new Alert(application.index(), "ZeroThroughputDifference", false));
		}
		return firing;
	}

}
