package io.github.dataflowautoscaler.webhook.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.alert.ClassifiedAlert.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestProcessor;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What Alertmanager would know of the alerts that Prometheus posts itself: which ones
 * fire, and until when unless they are posted again. As in Alertmanager it is in memory
 * only, because whatever still fires is posted again soon. There is one entry for each
 * application and direction, so there are no more than policies allow.
 */
@Component
class FiringAlerts {

	/** Four times the longest interval that anybody sends alerts at. */
	private static final Duration LONGEST_VALIDITY = Duration.ofHours(1);

	private final Map<Subject, Firing> firing = new ConcurrentHashMap<>();

	private final ScaleRequestProcessor processor;

	private final SteadyClock clock;

	FiringAlerts(ScaleRequestProcessor processor, SteadyClock clock) {
		this.processor = processor;
		this.clock = clock;
	}

	/**
	 * Tells whether an alert repeats one that was accepted a moment ago, as the alerts of
	 * a second Prometheus server do. One server posts an alert again after a quarter of
	 * its validity, or a little later; a moment is three quarters of that time.
	 * @param subject what the alert is about
	 * @param validity for how long it is valid
	 * @return whether an evaluation of the subject was accepted a moment ago
	 */
	boolean isRepetition(Subject subject, Duration validity) {
		Instant now = this.clock.instant();
		Duration moment = bounded(validity).multipliedBy(3).dividedBy(16);
		Firing heard = this.firing.get(subject);
		return heard != null && heard.acceptedAt().plus(moment).isAfter(now);
	}

	/**
	 * Tells whether an alert fires that asks for more instances.
	 * @param application the application
	 * @return whether there is one that has not ended
	 */
	boolean askForMore(ApplicationId application) {
		Firing heard = this.firing.get(new Subject(application, Direction.OUT));
		return heard != null && heard.endsAt().isAfter(this.clock.instant());
	}

	/**
	 * Takes note of an alert that fires and for which an evaluation was accepted.
	 * @param subject what it is about
	 * @param alertName its name
	 * @param validity for how long it is valid
	 */
	void accepted(Subject subject, String alertName, Duration validity) {
		Instant now = this.clock.instant();
		this.firing.put(subject, new Firing(alertName, now, now.plus(bounded(validity))));
	}

	/**
	 * Takes note of an alert that goes on firing.
	 * @param subject what it is about
	 * @param alertName its name
	 * @param validity for how long it is valid
	 */
	void repeated(Subject subject, String alertName, Duration validity) {
		Instant end = this.clock.instant().plus(bounded(validity));
		this.firing.computeIfPresent(subject, (same, heard) -> new Firing(alertName, heard.acceptedAt(), end));
	}

	/**
	 * Takes note of an alert's end. Another alert about the same subject goes on.
	 * @param subject what it was about
	 * @param alertName its name
	 */
	void ended(Subject subject, String alertName) {
		this.firing.computeIfPresent(subject, (same, heard) -> heard.alertName().equals(alertName) ? null : heard);
	}

	/** An alert that nobody posts any more ends as if somebody had resolved it. */
	@Scheduled(fixedDelayString = "PT1S")
	void endWhatRanOut() {
		Instant now = this.clock.instant();
		this.firing.forEach((subject, heard) -> {
			if (!heard.endsAt().isAfter(now) && this.firing.remove(subject, heard)
					&& subject.direction() == Direction.IN) {
				this.processor.withdraw(subject.application(), subject.direction());
			}
		});
	}

	private static Duration bounded(Duration validity) {
		return (validity.compareTo(LONGEST_VALIDITY) > 0) ? LONGEST_VALIDITY : validity;
	}

	/**
	 * The latest alert about something.
	 *
	 * @param alertName its name
	 * @param acceptedAt when an evaluation was last accepted
	 * @param endsAt until when it is valid
	 */
	private record Firing(String alertName, Instant acceptedAt, Instant endsAt) {
	}

}
