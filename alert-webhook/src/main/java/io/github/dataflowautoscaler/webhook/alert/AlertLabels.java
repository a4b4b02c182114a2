package io.github.dataflowautoscaler.webhook.alert;

/**
 * The labels of an alert that the webhook reads.
 */
final class AlertLabels {

	static final String ALERT_NAME = "alertname";

	static final String STREAM_NAME = "stream_name";

	static final String APPLICATION_NAME = "application_name";

	static final String SCALE = "scale";

	private AlertLabels() {
	}

}
