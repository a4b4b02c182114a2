package io.github.dataflowautoscaler.webhook.alert;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.AlertResult;
import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and what follows from its labels.
 *
 * @param alert the alert
 * @param subject what it is about, {@code null} if it is about nothing that we scale
 * @param result its result
 */
record ClassifiedAlert(Alert alert, @Nullable Subject subject, AlertResult result) {

	static ClassifiedAlert of(Alert alert, Result result, String reason) {
		return new ClassifiedAlert(alert, null, AlertResult.of(alert, result, reason));
	}

	static ClassifiedAlert of(Alert alert, Subject subject, Result result, String reason) {
		return new ClassifiedAlert(alert, subject, AlertResult.of(alert, result, reason));
	}

	ClassifiedAlert ignored(String reason) {
		return new ClassifiedAlert(this.alert, this.subject, AlertResult.of(this.alert, Result.IGNORED, reason));
	}

	boolean isAccepted() {
		return this.result.result() == Result.ACCEPTED;
	}

	/**
	 * The alert's name, fit to be stored and quoted.
	 * @return at most 81 printable characters
	 */
	String alertName() {
		return Quoted.shortened(this.alert.label(AlertLabels.ALERT_NAME));
	}

	/**
	 * What an alert is about.
	 *
	 * @param application the application to evaluate
	 * @param direction the direction that the alert allows
	 */
	record Subject(ApplicationId application, Direction direction) {
	}

}
