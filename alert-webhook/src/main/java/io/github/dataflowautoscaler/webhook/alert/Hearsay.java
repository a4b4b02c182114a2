package io.github.dataflowautoscaler.webhook.alert;

import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;

/**
 * Recognizes alerts that have the labels of a scaling alert although no rule has measured
 * what they say: a rule has made them from other alerts, or Grafana reports an error of
 * its own.
 */
final class Hearsay {

	/**
	 * Only the series {@code ALERTS} has it. It also shows alerts that are pending still,
	 * and whatever a rule makes from it inherits their labels, {@code scale} among them.
	 */
	private static final String ALERT_STATE = "alertstate";

	/** Grafana gives these names to alerts with the labels of the rule that failed. */
	private static final Set<String> NO_DATA = Set.of("DatasourceNoData", "DatasourceError");

	/**
	 * Grafana's reason if an alert fires under its own name, but not because of its
	 * condition.
	 */
	private static final String STATE_REASON = "grafana_state_reason";

	private Hearsay() {
	}

	/**
	 * Tells why an alert is no evidence. Grafana's reason does not matter if the alert is
	 * resolved: a series that is gone is no evidence for a scale-in either.
	 * @param alert an alert that asks for scaling
	 * @return the reason, empty if the alert speaks for itself
	 */
	static Optional<String> reason(Alert alert) {
		if (!alert.label(ALERT_STATE).isEmpty()) {
			return Optional.of("The alert is made from other alerts, as its label alertstate says");
		}
		if (NO_DATA.contains(alert.label(AlertLabels.ALERT_NAME)) || (!alert.isResolved() && hasStateReason(alert))) {
			return Optional.of("Grafana raised the alert because data was missing");
		}
		return Optional.empty();
	}

	private static boolean hasStateReason(Alert alert) {
		return !alert.label(STATE_REASON).isEmpty() || !alert.annotation(STATE_REASON).isEmpty();
	}

}
