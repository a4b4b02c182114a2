package io.github.dataflowautoscaler.webhook.history;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes one line for each decision that changes something or fails; the others are in
 * the history.
 */
@Component
class DecisionLog {

	private static final Logger logger = LoggerFactory.getLogger("autoscale.decisions");

	@TransactionalEventListener(fallbackExecution = true)
	void log(HistoryEntry entry) {
		Counts counts = entry.counts();
		String change = (counts != null) ? counts.from() + " -> " + counts.to() : "unknown";
		switch (entry.outcome()) {
			case IN_PROGRESS, SUCCEEDED, DRY_RUN -> logger.info("{} {} {} [{}] {}", entry.cause().application(), change,
					entry.outcome(), entry.reason(), entry.explanation());
			case FAILED -> logger.warn("{} {} {} [{}] {}", entry.cause().application(), change, entry.outcome(),
					entry.reason(), entry.explanation());
			case HELD -> logger.debug("{} {} {} [{}] {}", entry.cause().application(), change, entry.outcome(),
					entry.reason(), entry.explanation());
		}
	}

}
