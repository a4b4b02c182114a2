package io.github.dataflowautoscaler.webhook.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.ScaleCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts decisions by outcome and reason, and times changes from the alert over the scale
 * call to the confirmation.
 */
@Component
class DecisionMetrics {

	/** In seconds: an evaluation takes less than one, a busy Data Flow minutes. */
	private static final int[] BUCKETS = { 1, 2, 5, 10, 20, 30, 60, 120, 300, 600 };

	/** The latest calls of this process; another one may see their end. */
	private final Map<ApplicationId, ScaleCall> calls = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final Timer untilCall;

	private final Timer untilConfirmed;

	private final Timer change;

	DecisionMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.untilCall = timer("autoscale.alert.to.call",
				"From an alert's arrival until Data Flow has accepted the scale call");
		this.untilConfirmed = timer("autoscale.alert.to.confirmed",
				"From an alert's arrival until Data Flow shows the change");
		this.change = timer("autoscale.change.duration", "From the decision until Data Flow shows the change");
	}

	private Timer timer(String name, String description) {
		return Timer.builder(name)
			.description(description)
			.serviceLevelObjectives(IntStream.of(BUCKETS).mapToObj(Duration::ofSeconds).toArray(Duration[]::new))
			.register(this.registry);
	}

	@EventListener
	void time(ScaleCall call) {
		this.calls.put(call.change().cause().application(), call);
		this.untilCall.record(Duration.between(call.requestedAt(), call.acceptedAt()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void count(HistoryEntry entry) {
		if (!entry.isDecision()) {
			return;
		}
		this.registry
			.counter("autoscale.decisions", "outcome", lower(entry.outcome().name()), "reason", lower(entry.reason()))
			.increment();
		Instant confirmedAt = entry.finishedAt();
		if (entry.outcome() == Outcome.SUCCEEDED && confirmedAt != null) {
			this.change.record(Duration.between(entry.decidedAt(), confirmedAt));
			ScaleCall call = this.calls.get(entry.cause().application());
			if (call != null && call.change().id() == entry.id()) {
				this.untilConfirmed.record(Duration.between(call.requestedAt(), confirmedAt));
			}
		}
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
