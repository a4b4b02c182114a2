package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether scaling is possible, from the last reading of all streams. Liveness and
 * readiness don't depend on it: alerts are accepted while the platform is down.
 */
public class StreamsHealthIndicator implements HealthIndicator {

	private final Streams streams;

	private final String read;

	/**
	 * Creates an indicator.
	 * @param streams what is read
	 * @param read what the platform calls it, in the plural
	 */
	public StreamsHealthIndicator(Streams streams, String read) {
		this.streams = streams;
		this.read = read;
	}

	@Override
	public Health health() {
		Optional<PlatformException> failure = this.streams.failure();
		if (failure.isPresent()) {
			return Health.down().withDetail("reason", String.valueOf(failure.get().getMessage())).build();
		}
		return this.streams.current()
			.map((snapshot) -> Health.up().withDetail("readAt", snapshot.at()).build())
			.orElseGet(() -> Health.down()
				.withDetail("reason", "The %s have not been read lately".formatted(this.read))
				.build());
	}

}
