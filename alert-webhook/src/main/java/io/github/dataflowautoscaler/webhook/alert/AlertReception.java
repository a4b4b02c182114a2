package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.AlertResult;
import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.Result;
import io.github.dataflowautoscaler.webhook.alert.AlertNotification.Alert;
import io.github.dataflowautoscaler.webhook.alert.ClassifiedAlert.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestProcessor;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Turns the alerts of a notification into scale requests, at most one per application:
 * scale-out wins over scale-in. A resolved alert never scales; it withdraws a scale-in
 * that still waits, because its evidence is gone, but no scale-out, because an alert also
 * resolves when Prometheus dies.
 */
@Component
class AlertReception {

	static final String OUT_WINS = "A scale-out alert of the application fires too";

	private static final Logger logger = LoggerFactory.getLogger(AlertReception.class);

	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final AlertProperties properties;

	private final Selector selector;

	private final Policies policies;

	private final ScaleRequestProcessor scaler;

	private final MeterRegistry meters;

	private final SteadyClock clock;

	private final Clock systemClock;

	AlertReception(AlertProperties properties, Selector selector, Policies policies, ScaleRequestProcessor scaler,
			MeterRegistry meters, SteadyClock clock, Clock systemClock) {
		this.properties = properties;
		this.selector = selector;
		this.policies = policies;
		this.scaler = scaler;
		this.meters = meters;
		this.clock = clock;
		this.systemClock = systemClock;
	}

	/**
	 * Records what the alerts ask for.
	 * @param notification the alerts
	 * @return what each alert got
	 * @throws org.springframework.dao.DataAccessException if that can't be recorded
	 */
	AlertAnswer receive(AlertNotification notification) {
		if (notification.isTruncated()) {
			logger.warn("Alertmanager left out {} alerts of a group; raise the receiver's max_alerts",
					notification.truncatedAlerts());
		}
		return record(notification.present().stream().map(this::classify).toList());
	}

	/**
	 * Records what was accepted, unless a scale-out of the same application forbids it.
	 * @param classifiedAlerts alerts as they were understood
	 * @return what each alert got
	 * @throws org.springframework.dao.DataAccessException if that can't be recorded
	 */
	AlertAnswer record(List<ClassifiedAlert> classifiedAlerts) {
		Set<ApplicationId> scaledOut = classifiedAlerts.stream()
			.filter(ClassifiedAlert::isAccepted)
			.map(ClassifiedAlert::subject)
			.filter((subject) -> subject != null && subject.direction() == Direction.OUT)
			.map(Subject::application)
			.collect(Collectors.toSet());
		Map<ApplicationId, ScaleRequest> requests = new LinkedHashMap<>();
		List<AlertResult> results = classifiedAlerts.stream()
			.map((classified) -> request(classified, scaledOut, requests))
			.toList();
		if (!requests.isEmpty()) {
			this.scaler.request(requests.values());
		}
		results.forEach((result) -> this.meters
			.counter("autoscale.alerts", "result", result.result().name().toLowerCase(Locale.ROOT))
			.increment());
		return new AlertAnswer(results);
	}

	private AlertResult request(ClassifiedAlert classified, Set<ApplicationId> scaledOut,
			Map<ApplicationId, ScaleRequest> requests) {
		Subject subject = classified.subject();
		if (subject == null || !classified.isAccepted()) {
			return classified.result();
		}
		if (subject.direction() == Direction.IN && scaledOut.contains(subject.application())) {
			return classified.ignored(OUT_WINS).result();
		}
		requests.computeIfAbsent(subject.application(),
				(id) -> ScaleRequest.of(id, subject.direction(), classified.alertName(), this.clock.instant()));
		return classified.result();
	}

	/**
	 * Understands an alert. One that is resolved withdraws what waits.
	 * @param alert the alert
	 * @return what it is about and what it gets
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
			return ClassifiedAlert.of(alert, Result.REJECTED, "The label stream_name is no name of a stream");
		}
		return classify(alert, direction.get(), stream);
	}

	private ClassifiedAlert classify(Alert alert, Direction direction, String stream) {
		String name = alert.label(AlertLabels.APPLICATION_NAME);
		if (!name.isEmpty() && !ApplicationId.isName(name)) {
			return ClassifiedAlert.of(alert, Result.REJECTED,
					"The label application_name is no name of an application");
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
			return ClassifiedAlert.of(alert, Result.IGNORED, "There is no policy for it");
		}
		Subject subject = new Subject(candidates.get(0), direction);
		return alert.isResolved() ? resolved(alert, subject) : firing(alert, subject);
	}

	private ClassifiedAlert resolved(Alert alert, Subject subject) {
		boolean withdrawn = subject.direction() == Direction.IN
				&& this.scaler.withdraw(subject.application(), subject.direction());
		return ClassifiedAlert.of(alert, subject, Result.IGNORED,
				withdrawn ? "The alert is resolved; its waiting request is withdrawn" : "The alert is resolved");
	}

	private ClassifiedAlert firing(Alert alert, Subject subject) {
		ClassifiedAlert classified = ClassifiedAlert.of(alert, subject, Result.ACCEPTED,
				"The application will be evaluated");
		warnOfClockSkew(classified, subject);
		return classified;
	}

	/** Only a start in the future tells: one in the past is how alerts look. */
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
