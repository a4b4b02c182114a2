package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.alert.ClassifiedAlert.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Reads alerts: which application each is about, and whether it may ask for a change of
 * it.
 */
@Component
class AlertClassifier {

	private static final Logger logger = LoggerFactory.getLogger(AlertClassifier.class);

	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final AlertProperties properties;

	private final Selector selector;

	private final Policies policies;

	private final ScaleRequestProcessor processor;

	private final Clock systemClock;

	AlertClassifier(AlertProperties properties, Selector selector, Policies policies, ScaleRequestProcessor processor,
			Clock systemClock) {
		this.properties = properties;
		this.selector = selector;
		this.policies = policies;
		this.processor = processor;
		this.systemClock = systemClock;
	}

	/**
	 * Classifies an alert. A resolved alert withdraws the request that waits.
	 * @param alert the alert
	 * @return what it is about, and its result
	 */
	ClassifiedAlert classify(Alert alert) {
		String stream = alert.label(AlertLabels.STREAM_NAME);
		if (alert.label(AlertLabels.ALERT_NAME).isEmpty()) {
			return ClassifiedAlert.of(alert, Result.REJECTED, "The label alertname is missing");
		}
		if (OutcomeAlert.isOne(alert)) {
			return ClassifiedAlert.of(alert, Result.IGNORED, "The autoscaler itself has raised the alert");
		}
		Optional<Direction> direction = this.properties.direction(alert);
		if (direction.isEmpty()) {
			return ClassifiedAlert.of(alert, Result.IGNORED, "The alert is not about scaling");
		}
		Optional<String> mismatch = this.selector.mismatch((name) -> Quoted.shortened(alert.label(name)));
		if (mismatch.isPresent()) {
			return ClassifiedAlert.of(alert, Result.IGNORED, "The alert is of another installation: " + mismatch.get());
		}
		Optional<String> hearsay = Hearsay.reason(alert);
		if (hearsay.isPresent()) {
			return ClassifiedAlert.of(alert, Result.IGNORED, hearsay.get());
		}
		if (stream.isEmpty()) {
			return ClassifiedAlert.of(alert, Result.REJECTED, "The label stream_name is missing");
		}
		if (!ApplicationId.isName(stream)) {
			return ClassifiedAlert.of(alert, Result.REJECTED, "The label stream_name is not a valid stream name");
		}
		return classify(alert, direction.get(), stream);
	}

	private ClassifiedAlert classify(Alert alert, Direction direction, String stream) {
		String name = alert.label(AlertLabels.APPLICATION_NAME);
		if (!name.isEmpty() && !ApplicationId.isName(name)) {
			return ClassifiedAlert.of(alert, Result.REJECTED,
					"The label application_name is not a valid application name");
		}
		List<ApplicationId> candidates = this.policies.findByStream(stream)
			.stream()
			.map((stored) -> stored.id())
			.filter((id) -> name.isEmpty() || id.application().equals(name))
			.toList();
		if (candidates.size() > 1) {
			return ClassifiedAlert.of(alert, Result.REJECTED,
					"The label application_name is missing, and the stream has policies for several applications");
		}
		if (candidates.isEmpty()) {
			return ClassifiedAlert.of(alert, Result.IGNORED,
					name.isEmpty() ? "The stream has no policy" : "The application has no policy");
		}
		Subject subject = new Subject(candidates.get(0), direction);
		return alert.isResolved() ? resolved(alert, subject) : firing(alert, subject);
	}

	private ClassifiedAlert resolved(Alert alert, Subject subject) {
		boolean withdrawn = subject.direction() == Direction.IN
				&& this.processor.withdraw(subject.application(), subject.direction());
		return ClassifiedAlert.of(alert, subject, Result.IGNORED,
				withdrawn ? "The alert is resolved; its waiting request is withdrawn" : "The alert is resolved");
	}

	private ClassifiedAlert firing(Alert alert, Subject subject) {
		ClassifiedAlert classified = ClassifiedAlert.of(alert, subject, Result.ACCEPTED,
				"The application will be evaluated");
		warnOfClockSkew(classified, subject);
		return classified;
	}

	/**
	 * Only a start in the future shows that clocks differ: every alert began in the past.
	 */
	private void warnOfClockSkew(ClassifiedAlert classified, Subject subject) {
		Instant now = this.systemClock.instant();
		classified.alert()
			.start()
			.filter((startsAt) -> startsAt.isAfter(now.plus(CLOCK_SKEW)))
			.ifPresent(
					(startsAt) -> logger.warn("The alert {} of {} starts at {}, which is in the future: clocks differ",
							classified.alertName(), subject.application(), startsAt));
	}

}
