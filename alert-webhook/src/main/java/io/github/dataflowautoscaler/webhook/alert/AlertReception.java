package io.github.dataflowautoscaler.webhook.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
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
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.Scaler;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
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

	private static final Logger logger = LoggerFactory.getLogger(AlertReception.class);

	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final AlertProperties properties;

	private final Policies policies;

	private final Scaler scaler;

	private final MeterRegistry meters;

	private final Clock clock;

	AlertReception(AlertProperties properties, Policies policies, Scaler scaler, MeterRegistry meters, Clock clock) {
		this.properties = properties;
		this.policies = policies;
		this.scaler = scaler;
		this.meters = meters;
		this.clock = clock;
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
		List<Reading> readings = notification.present().stream().map(this::read).toList();
		Set<ApplicationId> scaledOut = readings.stream()
			.filter((reading) -> reading.direction() == Direction.OUT)
			.map(Reading::application)
			.collect(Collectors.toSet());
		Map<ApplicationId, ScaleRequest> requests = new LinkedHashMap<>();
		List<AlertResult> results = readings.stream().map((reading) -> request(reading, scaledOut, requests)).toList();
		if (!requests.isEmpty()) {
			this.scaler.request(requests.values());
		}
		results.forEach((result) -> this.meters
			.counter("autoscale.alerts", "result", result.result().name().toLowerCase(Locale.ROOT))
			.increment());
		return new AlertAnswer(results);
	}

	private AlertResult request(Reading reading, Set<ApplicationId> scaledOut,
			Map<ApplicationId, ScaleRequest> requests) {
		ApplicationId application = reading.application();
		Direction direction = reading.direction();
		if (application == null || direction == null) {
			return reading.result();
		}
		if (direction == Direction.IN && scaledOut.contains(application)) {
			return AlertResult.of(reading.alert(), Result.IGNORED, "A scale-out alert of the application fires too");
		}
		requests.computeIfAbsent(application,
				(id) -> ScaleRequest.of(id, direction, name(reading.alert()), this.clock.instant()));
		return reading.result();
	}

	private Reading read(Alert alert) {
		String stream = alert.label(AlertLabels.STREAM_NAME);
		if (alert.label(AlertLabels.ALERT_NAME).isEmpty()) {
			return Reading.of(alert, Result.REJECTED, "The label alertname is missing");
		}
		Optional<Direction> direction = this.properties.direction(alert);
		if (direction.isEmpty()) {
			return Reading.of(alert, Result.IGNORED, "The alert is not about scaling");
		}
		if (stream.isEmpty()) {
			return Reading.of(alert, Result.REJECTED, "The label stream_name is missing");
		}
		if (!ApplicationId.isName(stream)) {
			return Reading.of(alert, Result.REJECTED, "The label stream_name is no name of a stream");
		}
		return read(alert, direction.get(), stream);
	}

	private Reading read(Alert alert, Direction direction, String stream) {
		String name = alert.label(AlertLabels.APPLICATION_NAME);
		if (!name.isEmpty() && !ApplicationId.isName(name)) {
			return Reading.of(alert, Result.REJECTED, "The label application_name is no name of an application");
		}
		List<ApplicationId> candidates = this.policies.findByStream(stream)
			.stream()
			.map((stored) -> stored.id())
			.filter((id) -> name.isEmpty() || id.application().equals(name))
			.toList();
		if (candidates.size() > 1) {
			return Reading.of(alert, Result.REJECTED,
					"The label application_name is missing, and the stream has policies for several applications");
		}
		if (candidates.isEmpty()) {
			return Reading.of(alert, Result.IGNORED, "There is no policy for it");
		}
		return alert.isResolved() ? resolved(alert, direction, candidates.get(0))
				: firing(alert, direction, candidates.get(0));
	}

	private Reading resolved(Alert alert, Direction direction, ApplicationId application) {
		boolean withdrawn = direction == Direction.IN && this.scaler.withdraw(application, direction);
		return Reading.of(alert, Result.IGNORED,
				withdrawn ? "The alert is resolved; its waiting request is withdrawn" : "The alert is resolved");
	}

	private Reading firing(Alert alert, Direction direction, ApplicationId application) {
		warnOfClockSkew(alert, application);
		return new Reading(alert, application, direction,
				AlertResult.of(alert, Result.ACCEPTED, "The application will be evaluated"));
	}

	/** Only a start in the future tells: one in the past is how alerts look. */
	private void warnOfClockSkew(Alert alert, ApplicationId application) {
		Instant now = this.clock.instant();
		parse(alert.startsAt()).filter((startsAt) -> startsAt.isAfter(now.plus(CLOCK_SKEW)))
			.ifPresent(
					(startsAt) -> logger.warn("The alert {} of {} starts at {}, which is in the future: clocks differ",
							name(alert), application, startsAt));
	}

	private static Optional<Instant> parse(@Nullable String time) {
		try {
			return Optional.ofNullable(time).map((text) -> OffsetDateTime.parse(text).toInstant());
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static String name(Alert alert) {
		return Quoted.shortened(alert.label(AlertLabels.ALERT_NAME));
	}

	/**
	 * An alert as it was understood.
	 *
	 * @param application the application to evaluate, {@code null} for nothing to do
	 * @param direction the direction that the alert allows, {@code null} for nothing to
	 * do
	 */
	private record Reading(Alert alert, @Nullable ApplicationId application, @Nullable Direction direction,
			AlertResult result) {

		static Reading of(Alert alert, Result result, String reason) {
			return new Reading(alert, null, null, AlertResult.of(alert, result, reason));
		}

	}

}
