package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells whether scaling is possible, from the last reading of all streams. Liveness and
 * readiness don't depend on it: alerts are accepted while Data Flow is down.
 */
@Component("dataFlow")
@ConditionalOnDataFlow
class DataFlowHealthIndicator implements HealthIndicator {

	private final DataFlowStreams streams;

	DataFlowHealthIndicator(DataFlowStreams streams) {
		this.streams = streams;
	}

	@Override
	public Health health() {
		Optional<PlatformException> failure = this.streams.failure();
		if (failure.isPresent()) {
			return Health.down().withDetail("reason", String.valueOf(failure.get().getMessage())).build();
		}
		return this.streams.current()
			.map((snapshot) -> Health.up().withDetail("readAt", snapshot.at()).build())
			.orElseGet(() -> Health.down().withDetail("reason", "The streams have not been read lately").build());
	}

}
