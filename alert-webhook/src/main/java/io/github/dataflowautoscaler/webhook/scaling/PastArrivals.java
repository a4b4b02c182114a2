package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * What arrived at applications in the past.
 */
public interface PastArrivals {

	/**
	 * Reads minutes.
	 * @param id the application
	 * @param from when the first minute began
	 * @param to when the last minute ended
	 * @return messages per second of each minute, {@code null} where it is unknown; empty
	 * if nothing can be read now
	 */
	Optional<List<@Nullable Double>> minutes(ApplicationId id, Instant from, Instant to);

}
