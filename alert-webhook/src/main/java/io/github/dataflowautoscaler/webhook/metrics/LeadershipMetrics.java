package io.github.dataflowautoscaler.webhook.metrics;

import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Shows which replica decides: over all of them the sum is 1.
 */
@Component
class LeadershipMetrics {

	LeadershipMetrics(Leadership leadership, MeterRegistry registry) {
		Gauge.builder("autoscale.leader", leadership, (replica) -> replica.leads() ? 1 : 0)
			.description("1 if this replica decides, 0 if another one does")
			.register(registry);
	}

}
