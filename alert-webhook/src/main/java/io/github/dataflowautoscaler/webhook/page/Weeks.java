package io.github.dataflowautoscaler.webhook.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.ObservationHistory;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Draws the week of a policy with what ran.
 */
@Component
class Weeks {

	private final ObservationHistory history;

	private final Clock systemClock;

	Weeks(ObservationHistory history, Clock systemClock) {
		this.history = history;
		this.systemClock = systemClock;
	}

	/**
	 * Draws the present week.
	 * @param stored a policy
	 * @return its week, without what ran if Prometheus doesn't tell; {@code null} if the
	 * policy has no schedule
	 */
	@Nullable Week of(StoredPolicy stored) {
		if (stored.policy().schedule().isEmpty()) {
			return null;
		}
		Instant now = this.systemClock.instant();
		return Week.of(stored.policy(), now,
				instances(stored, Duration.between(Week.begin(stored.policy(), now), now)));
	}

	private Map<Instant, @Nullable Integer> instances(StoredPolicy stored, Duration since) {
		Map<Instant, @Nullable Integer> instances = new LinkedHashMap<>();
		try {
			this.history.read(stored.id(), since)
				.forEach((time, observation) -> instances.put(time, count(observation)));
			return instances;
		}
		catch (PrometheusException ex) {
			return Map.of();
		}
	}

	private static @Nullable Integer count(Observation observation) {
		return observation.instances().isKnown() ? (int) observation.instances().orElse(0) : null;
	}

}
