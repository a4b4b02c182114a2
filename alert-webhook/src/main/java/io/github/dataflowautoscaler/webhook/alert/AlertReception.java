package io.github.dataflowautoscaler.webhook.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.alert.AlertAnswer.AlertResult;
import io.github.dataflowautoscaler.webhook.alert.ClassifiedAlert.Subject;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
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

	private final AlertClassifier classifier;

	private final ScaleRequestProcessor processor;

	private final MeterRegistry meters;

	private final SteadyClock clock;

	AlertReception(AlertClassifier classifier, ScaleRequestProcessor processor, MeterRegistry meters,
			SteadyClock clock) {
		this.classifier = classifier;
		this.processor = processor;
		this.meters = meters;
		this.clock = clock;
	}

	/**
	 * Records what the alerts ask for.
	 * @param notification the alerts
	 * @return the result of each alert
	 * @throws org.springframework.dao.DataAccessException if that can't be recorded
	 */
	AlertAnswer receive(AlertNotification notification) {
		if (notification.isTruncated()) {
			logger.warn("Alertmanager left out {} alerts of a group; raise the receiver's max_alerts",
					notification.truncatedAlerts());
		}
		return record(notification.present().stream().map(this.classifier::classify).toList());
	}

	/**
	 * Records what was accepted, unless a scale-out of the same application forbids it.
	 * @param classifiedAlerts alerts as they were understood
	 * @return the result of each alert
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
			this.processor.request(requests.values());
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

}
