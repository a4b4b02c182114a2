package io.github.dataflowautoscaler.webhook.history;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes one line for each decision that changes something or fails, and one when an
 * application begins to need what more instances can't give; the others are in the
 * history.
 */
@Component
class DecisionLog {

	private static final Logger logger = LoggerFactory.getLogger("autoscale.decisions");

	/** Alerts are repeated as long as these last, and nobody reads the hundredth line. */
	private static final Set<String> SAID_ONCE = Set.of(Reason.INEFFECTIVE.name(), Reason.AT_MAXIMUM.name());

	private final Map<ApplicationId, String> latestReasons = new ConcurrentHashMap<>();

	@TransactionalEventListener(fallbackExecution = true)
	void log(HistoryEntry entry) {
		Counts counts = entry.counts();
		String change = (counts != null) ? counts.from() + " -> " + counts.to() : "unknown";
		boolean begins = !entry.reason().equals(this.latestReasons.put(entry.cause().application(), entry.reason()));
		switch (entry.outcome()) {
			case IN_PROGRESS, SUCCEEDED, DRY_RUN -> logger.info("{} {} {} [{}] {}", entry.cause().application(), change,
					entry.outcome(), entry.reason(), entry.explanation());
			case FAILED -> logger.warn("{} {} {} [{}] {}", entry.cause().application(), change, entry.outcome(),
					entry.reason(), entry.explanation());
			case HELD -> logger.atLevel((begins && SAID_ONCE.contains(entry.reason())) ? Level.WARN : Level.DEBUG)
				.log("{} {} {} [{}] {}", entry.cause().application(), change, entry.outcome(), entry.reason(),
						entry.explanation());
		}
	}

}
