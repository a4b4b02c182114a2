package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What arrived at an application before a simulation, from which its load is foreseen.
 *
 * @param zone whose days and times the load follows
 * @param begin when the first minute began
 * @param rates messages per second of each minute, {@code null} where it is unknown
 */
public record Past(ZoneId zone, Instant begin, List<@Nullable Double> rates) {

	/**
	 * Nothing is known of it.
	 * @param zone whose days and times the load follows
	 * @return a past without a minute
	 */
	public static Past unknown(ZoneId zone) {
		return new Past(zone, Instant.EPOCH, List.of());
	}

}
