package io.github.dataflowautoscaler.webhook.alert;

import java.util.Arrays;

import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;

/**
 * The webhook's own alerts, about the outcomes of decisions. If a route sends them back
 * to the webhook, it ignores them, whatever their names and labels are.
 */
public enum OutcomeAlert {

	/** A change was carried out. */
	SUCCEEDED("AutoscaleSucceeded", "info"),

	/** A change was not carried out, and is not being tried again. */
	FAILED("AutoscaleFailed", "warning"),

	/** More instances are needed than the policy allows. */
	AT_MAXIMUM("AutoscaleAtMaximum", "warning"),

	/** More instances are needed than a budget has room for. */
	BUDGET("AutoscaleBudgetExhausted", "warning"),

	/** The load requires more instances, but more instances did not help before. */
	INEFFECTIVE("AutoscaleIneffective", "warning");

	/** The label that all of them have. */
	public static final String SENDER_LABEL = "sender";

	/** The value of that label. */
	public static final String SENDER = "dataflow-autoscaler";

	private final String alertName;

	private final String severity;

	OutcomeAlert(String alertName, String severity) {
		this.alertName = alertName;
		this.severity = severity;
	}

	public String alertName() {
		return this.alertName;
	}

	public String severity() {
		return this.severity;
	}

	static boolean isOne(Alert alert) {
		return SENDER.equals(alert.label(SENDER_LABEL))
				|| Arrays.stream(values()).anyMatch((own) -> own.alertName.equals(alert.label(AlertLabels.ALERT_NAME)));
	}

}
