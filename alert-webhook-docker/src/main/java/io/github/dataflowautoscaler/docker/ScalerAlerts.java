package io.github.dataflowautoscaler.docker;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerException;
import io.github.dataflowautoscaler.webhook.alertmanager.AlertmanagerServer;
import io.github.dataflowautoscaler.webhook.alertmanager.PostedAlert;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.outbox.Recipient;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Tells Alertmanager of decisions as Docker Scaler did, so that its route to Slack goes
 * on working: alerts {@code scale_service} with the labels {@code service} and
 * {@code status}, by the API that Alertmanager still has. As there, a service that is at
 * its maximum is told of, and one at its minimum is not.
 */
final class ScalerAlerts implements Recipient {

	/** As long as Docker Scaler's own: each is news, and the next one is another. */
	private static final Duration NEWS = Duration.ofSeconds(10);

	private final AlertmanagerServer server;

	private final Policies policies;

	private final Clock systemClock;

	ScalerAlerts(AlertmanagerServer server, Policies policies, Clock systemClock) {
		this.server = server;
		this.policies = policies;
		this.systemClock = systemClock;
	}

	@Override
	public String name() {
		return "docker-scaler-alerts";
	}

	@Override
	public boolean wants(HistoryEntry entry) {
		return !this.server.named().isEmpty() && isNews(entry);
	}

	private static boolean isNews(HistoryEntry entry) {
		return switch (entry.outcome()) {
			case SUCCEEDED, UNANSWERED -> true;
			case FAILED -> !Reason.NO_POLICY.name().equals(entry.reason());
			case HELD -> Reason.AT_MAXIMUM.name().equals(entry.reason());
			default -> false;
		};
	}

	@Override
	public void tell(HistoryEntry entry) {
		Instant now = this.systemClock.instant();
		PostedAlert alert = alert(entry, now);
		@Nullable AlertmanagerException failure = null;
		int heard = 0;
		for (URI address : this.server.named()) {
			try {
				this.server.post(address, List.of(alert));
				heard++;
			}
			catch (AlertmanagerException ex) {
				failure = ex;
			}
		}
		if (heard == 0 && failure != null) {
			throw failure;
		}
	}

	private PostedAlert alert(HistoryEntry entry, Instant now) {
		String service = entry.cause().application().application();
		boolean error = entry.outcome() == Outcome.FAILED || entry.outcome() == Outcome.UNANSWERED;
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("alertname", "scale_service");
		labels.put("service", service);
		labels.put("status", error ? "error" : "success");
		String direction = (entry.cause().direction() == Direction.IN) ? "down" : "up";
		return new PostedAlert(labels,
				Map.of("summary",
						ScalerMessages.of(entry,
								this.policies.find(entry.cause().application()).map(StoredPolicy::policy).orElse(null)),
						"request", "Scale service %s: %s".formatted(direction, service)),
				now, now.plus(NEWS), null);
	}

}
