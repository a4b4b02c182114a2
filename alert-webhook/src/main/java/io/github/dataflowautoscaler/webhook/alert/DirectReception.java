package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.alert.Reading.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;

import org.springframework.stereotype.Component;

/**
 * Takes the alerts that Prometheus posts itself, and does what Alertmanager would have
 * done for the scaling alerts among them: an alert ends at its end time, is not repeated
 * by a second server, and keeps quiet about scale-in while scale-out is asked for.
 */
@Component
class DirectReception {

	private final AlertReception reception;

	private final FiringAlerts firing;

	private final Clock systemClock;

	DirectReception(AlertReception reception, FiringAlerts firing, Clock systemClock) {
		this.reception = reception;
		this.firing = firing;
		this.systemClock = systemClock;
	}

	/**
	 * Records what the alerts ask for.
	 * @param alerts alerts without a status, firing and resolved
	 * @return what each alert got
	 * @throws org.springframework.dao.DataAccessException if that can't be recorded; then
	 * the next post is no repetition
	 */
	AlertAnswer receive(List<Alert> alerts) {
		Instant now = this.systemClock.instant();
		List<Reading> readings = alerts.stream()
			.map((alert) -> this.reception.read(alert.asOf(now)))
			.map((reading) -> withheld(reading, now))
			.toList();
		AlertAnswer answer = this.reception.record(readings);
		for (int i = 0; i < readings.size(); i++) {
			remember(readings.get(i), answer.alerts().get(i).result(), now);
		}
		return answer;
	}

	private Reading withheld(Reading reading, Instant now) {
		Subject subject = reading.subject();
		if (subject == null || !reading.isAccepted()) {
			return reading;
		}
		if (subject.direction() == Direction.IN && this.firing.askForMore(subject.application())) {
			return reading.ignored(AlertReception.OUT_WINS);
		}
		return this.firing.isRepetition(subject, reading.alert().validFor(now))
				? reading.ignored("The same was posted a moment ago") : reading;
	}

	private void remember(Reading reading, Result result, Instant now) {
		Subject subject = reading.subject();
		if (subject == null) {
			return;
		}
		if (reading.alert().isResolved()) {
			this.firing.ended(subject, reading.alertName());
		}
		else if (result == Result.ACCEPTED) {
			this.firing.accepted(subject, reading.alertName(), reading.alert().validFor(now));
		}
		else {
			this.firing.repeated(subject, reading.alertName(), reading.alert().validFor(now));
		}
	}

}
