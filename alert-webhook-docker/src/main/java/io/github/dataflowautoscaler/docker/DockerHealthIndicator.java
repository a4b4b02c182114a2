package io.github.dataflowautoscaler.docker;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether scaling is possible, from the last reading of all services.
 */
final class DockerHealthIndicator implements HealthIndicator {

	private final Streams streams;

	DockerHealthIndicator(Streams streams) {
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
			.orElseGet(() -> Health.down().withDetail("reason", "The services have not been read lately").build());
	}

}
