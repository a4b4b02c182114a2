package io.github.dataflowautoscaler.webhook.metrics;

import java.time.Duration;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts decisions by outcome and reason, and times changes from decision to
 * confirmation.
 */
@Component
class DecisionMetrics {

	private final MeterRegistry registry;

	DecisionMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@TransactionalEventListener(fallbackExecution = true)
	void count(HistoryEntry entry) {
		this.registry
			.counter("autoscale.decisions", "outcome", lower(entry.outcome().name()), "reason", lower(entry.reason()))
			.increment();
		if (entry.outcome() == Outcome.SUCCEEDED && entry.finishedAt() != null) {
			this.registry.timer("autoscale.change.duration")
				.record(Duration.between(entry.decidedAt(), entry.finishedAt()));
		}
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
