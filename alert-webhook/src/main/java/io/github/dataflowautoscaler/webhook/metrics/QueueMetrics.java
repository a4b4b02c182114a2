package io.github.dataflowautoscaler.webhook.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests.Waiting;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows how many requests wait and for how long. While the database can't be read that is
 * not known, and not exported.
 */
@Component
class QueueMetrics {

	private final ScaleRequests requests;

	private final SteadyClock clock;

	private final TaggedGauge waiting;

	private final TaggedGauge oldest;

	QueueMetrics(ScaleRequests requests, MeterRegistry registry, SteadyClock clock) {
		this.requests = requests;
		this.clock = clock;
		this.waiting = new TaggedGauge(MultiGauge.builder("autoscale.requests.waiting")
			.description("Applications with a request that waits or is being carried out")
			.register(registry));
		this.oldest = new TaggedGauge(MultiGauge.builder("autoscale.requests.oldest.age")
			.baseUnit("seconds")
			.description("For how long the oldest request has waited, 0 if none waits")
			.register(registry));
	}

	@Scheduled(fixedDelayString = "PT5S")
	void refresh() {
		Optional<Waiting> known = Optional.empty();
		try {
			known = Optional.of(this.requests.waiting());
		}
		finally {
			show(this.waiting, known.map((all) -> (double) all.count()));
			show(this.oldest, known.map(this::age));
		}
	}

	private double age(Waiting all) {
		return (all.oldest() != null) ? Duration.between(all.oldest(), this.clock.instant()).toMillis() / 1000.0 : 0;
	}

	private static void show(TaggedGauge gauge, Optional<Double> value) {
		gauge.show(value.map((known) -> Map.of(Tags.empty(), known)).orElse(Map.of()));
	}

}
