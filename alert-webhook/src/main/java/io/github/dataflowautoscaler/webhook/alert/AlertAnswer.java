package io.github.dataflowautoscaler.webhook.alert;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.policy.Quoted;

/**
 * The answer to a notification: what became of each of its alerts.
 *
 * @param alerts a result for each alert, in the order of the notification
 */
record AlertAnswer(List<AlertResult> alerts) {

	/** What became of an alert. */
	enum Result {

		/** The application will be evaluated. */
		@JsonProperty("accepted")
		ACCEPTED,

		/** The alert is deliberately ignored. */
		@JsonProperty("ignored")
		IGNORED,

		/** The alert can't be understood. */
		@JsonProperty("rejected")
		REJECTED

	}

	/**
	 * What became of one alert.
	 *
	 * @param alertName the alert's name, shortened
	 * @param streamName the stream's name, shortened
	 * @param applicationName the application's name, shortened
	 * @param result what became of it
	 * @param reason why
	 */
	record AlertResult(String alertName, String streamName, String applicationName, Result result, String reason) {

		static AlertResult of(Alert alert, Result result, String reason) {
			return new AlertResult(Quoted.shortened(alert.label(AlertLabels.ALERT_NAME)),
					Quoted.shortened(alert.label(AlertLabels.STREAM_NAME)),
					Quoted.shortened(alert.label(AlertLabels.APPLICATION_NAME)), result, reason);
		}

	}

}
