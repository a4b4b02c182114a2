package io.github.dataflowautoscaler.webhook.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.alert.AlertProperties;
import io.github.dataflowautoscaler.webhook.alert.Notifications;
import io.github.dataflowautoscaler.webhook.alert.Notifications.Received;
import io.github.dataflowautoscaler.webhook.alert.Notifications.Refused;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether alerts that fire have come here, whatever routes and configurations say.
 */
@Component
@Order(8)
class NotificationCheck implements Check {

	/** An alert that fires is repeated more often than that, or the routes are wrong. */
	private static final Duration LONGEST = Duration.ofMinutes(3);

	private static final String FIRING = "ALERTS{alertstate=\"firing\",stream_name!=\"\"}";

	/** Those that have fired for as long. */
	static final String LONG_FIRING = "%1$s and %1$s offset %2$ds".formatted(FIRING, LONGEST.toSeconds());

	private static final String LOOK = "See the check alertmanager; where all is well with it, its log says why it can't post";

	private final Notifications notifications;

	private final PrometheusServer prometheus;

	private final AlertProperties alerts;

	private final Clock systemClock;

	NotificationCheck(Notifications notifications, PrometheusServer prometheus, AlertProperties alerts,
			Clock systemClock) {
		this.notifications = notifications;
		this.prometheus = prometheus;
		this.alerts = alerts;
		this.systemClock = systemClock;
	}

	@Override
	public String name() {
		return "notifications";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Optional<Refused> refused = this.notifications.refused();
		Optional<Received> latest = this.notifications.latest();
		if (refused.isPresent()) {
			return List.of(Finding.warning(this,
					"The last one was rejected, at %s from %s: it had no token, or a wrong one"
						.formatted(refused.get().at(), refused.get().address()),
					"Configure Alertmanager to send the token in the file of autoscale.security.alert-token-file"
							+ " (http_config.authorization.credentials_file)"));
		}
		String last = latest
			.map((one) -> "The last one came at %s from %s: %s".formatted(one.at(), one.sender(), one.outcome()))
			.orElseGet(() -> "None has come since the start at " + this.notifications.since());
		Instant quietSince = latest.map(Received::at).orElse(this.notifications.since());
		String firing = quietSince.plus(LONGEST).isBefore(this.systemClock.instant()) ? firing() : "";
		if (!firing.isEmpty()) {
			String message = "%s, and %s has fired for longer".formatted(last, firing);
			return List
				.of(latest.isPresent() ? Finding.warning(this, message, LOOK) : Finding.failure(this, message, LOOK));
		}
		return List.of(latest.filter(Received::rejected).isPresent()
				? Finding.warning(this, last, "Give the alert the labels that docs/alerts.md names")
				: Finding.ok(this, last));
	}

	/** Nobody knows it while Prometheus can't be asked; the check prometheus says why. */
	private String firing() {
		try {
			return this.prometheus.query(LONG_FIRING)
				.stream()
				.filter(this::scales)
				.map((alert) -> alert.getOrDefault("alertname", ""))
				.distinct()
				.collect(Collectors.joining(" and "));
		}
		catch (PrometheusException ex) {
			return "";
		}
	}

	private boolean scales(Map<String, String> alert) {
		return this.alerts.direction(alert.getOrDefault("alertname", ""), alert.getOrDefault("scale", "")).isPresent();
	}

}
