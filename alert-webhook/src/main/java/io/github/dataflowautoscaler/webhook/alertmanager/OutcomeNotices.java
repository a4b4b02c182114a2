package io.github.dataflowautoscaler.webhook.alertmanager;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.outbox.Recipient;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Sends alerts about outcomes to Alertmanager. Several Alertmanagers form a cluster, so
 * it is enough that one of them accepts an alert.
 */
@Component
@ConditionalOnDataFlow
@Conditional(OutcomeNotices.OnAlertmanagers.class)
class OutcomeNotices implements Recipient {

	private final AlertmanagerServer server;

	private final List<URI> addresses;

	private final OutcomeAlerts alerts;

	private final SteadyClock clock;

	private final Clock systemClock;

	OutcomeNotices(AlertmanagerServer server, AlertmanagerProperties properties, Selector selector, SteadyClock clock,
			Clock systemClock) {
		this.server = server;
		this.addresses = properties.addresses();
		this.alerts = new OutcomeAlerts(properties.externalUri(), selector);
		this.clock = clock;
		this.systemClock = systemClock;
	}

	@Override
	public String name() {
		return "alertmanager";
	}

	@Override
	public boolean wants(HistoryEntry entry) {
		return OutcomeAlerts.raisedBy(entry).isPresent();
	}

	@Override
	public void tell(HistoryEntry entry) {
		Instant now = this.clock.instant();
		Duration behind = Duration.between(now, this.systemClock.instant());
		List<PostedAlert> posted = this.alerts.of(entry, now).stream().map((alert) -> alert.later(behind)).toList();
		if (!posted.isEmpty()) {
			post(posted);
		}
	}

	private void post(List<PostedAlert> posted) {
		@Nullable AlertmanagerException failure = null;
		int heard = 0;
		for (URI address : this.addresses) {
			try {
				this.server.post(address, posted);
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

	/** Written as a list or as one value. */
	static class OnAlertmanagers extends OnPropertyListCondition {

		OnAlertmanagers() {
			super(AlertmanagerProperties.URIS, () -> ConditionMessage.forCondition("Alertmanagers to tell"));
		}

	}

}
