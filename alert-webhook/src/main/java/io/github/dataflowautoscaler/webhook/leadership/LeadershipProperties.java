package io.github.dataflowautoscaler.webhook.leadership;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the lease of the replica that decides lasts.
 *
 * @param lease how long the replica that decides may be silent until another one takes
 * over, at least a second
 */
@ConfigurationProperties("autoscale.leadership")
record LeadershipProperties(@DefaultValue("10s") Duration lease) {

	/** Renewals of a shorter one would fail at every pause of the process. */
	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	LeadershipProperties {
		if (lease.compareTo(SHORTEST_LEASE) < 0) {
			throw new IllegalArgumentException(
					"autoscale.leadership.lease is %s; it must be at least %s".formatted(lease, SHORTEST_LEASE));
		}
	}

}
