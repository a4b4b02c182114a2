package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.alert.ClassifiedAlert.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;

import org.springframework.stereotype.Component;

/**
 * Takes the alerts that Prometheus posts itself, and does what Alertmanager would have
 * done for the scaling alerts among them: an alert ends at its end time, is not repeated
 * by a second server, and keeps quiet about scale-in while scale-out is asked for.
 */
@Component
class DirectReception {

	private final AlertClassifier classifier;

	private final AlertReception reception;

	private final FiringAlerts firing;

	private final Clock systemClock;

	DirectReception(AlertClassifier classifier, AlertReception reception, FiringAlerts firing, Clock systemClock) {
		this.classifier = classifier;
		this.reception = reception;
		this.firing = firing;
		this.systemClock = systemClock;
	}

	/**
	 * Records what the alerts ask for.
	 * @param alerts alerts without a status, firing and resolved
	 * @return the result of each alert
	 * @throws org.springframework.dao.DataAccessException if that can't be recorded; then
	 * the next post is no repetition
	 */
	AlertAnswer receive(List<Alert> alerts) {
		Instant now = this.systemClock.instant();
		List<ClassifiedAlert> classifiedAlerts = alerts.stream()
			.map((alert) -> this.classifier.classify(alert.asOf(now)))
			.map((classified) -> withheld(classified, now))
			.toList();
		AlertAnswer answer = this.reception.record(classifiedAlerts);
		for (int i = 0; i < classifiedAlerts.size(); i++) {
			remember(classifiedAlerts.get(i), answer.alerts().get(i).result(), now);
		}
		return answer;
	}

	private ClassifiedAlert withheld(ClassifiedAlert classified, Instant now) {
		Subject subject = classified.subject();
		if (subject == null || !classified.isAccepted()) {
			return classified;
		}
		if (subject.direction() == Direction.IN && this.firing.askForMore(subject.application())) {
			return classified.ignored(AlertReception.OUT_WINS);
		}
		return this.firing.isRepetition(subject, classified.alert().validFor(now))
				? classified.ignored("The same was posted a moment ago") : classified;
	}

	private void remember(ClassifiedAlert classified, Result result, Instant now) {
		Subject subject = classified.subject();
		if (subject == null) {
			return;
		}
		if (classified.alert().isResolved()) {
			this.firing.ended(subject, classified.alertName());
		}
		else if (result == Result.ACCEPTED) {
			this.firing.accepted(subject, classified.alertName(), classified.alert().validFor(now));
		}
		else {
			this.firing.repeated(subject, classified.alertName(), classified.alert().validFor(now));
		}
	}

}
