package io.github.dataflowautoscaler.webhook.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of an application over some time: one value for each moment in each
 * list, {@code null} where it is unknown.
 *
 * @param window how far it looks back
 * @param at the moments, oldest first, evenly spaced; none if nothing can be read
 * @param instances instances that Prometheus has metrics of
 * @param arrivalRate messages per second that arrived
 * @param inputRate messages per second that were taken in
 * @param capacity messages per second that all instances together could do, while they
 * were busy enough to tell
 * @param lag messages that waited
 * @param alerts the alerts about it that fired, by their names, with whether each fired
 * at a moment or since the one before
 * @param unknown why nothing can be read, absent if it can
 */
record Measurements(Duration window, List<Instant> at, List<@Nullable Double> instances,
		List<@Nullable Double> arrivalRate, List<@Nullable Double> inputRate, List<@Nullable Double> capacity,
		List<@Nullable Double> lag, Map<String, List<Boolean>> alerts, @Nullable String unknown) {

	/**
	 * The old name of {@link #inputRate()}, for one release.
	 * @return the same rates
	 */
	@JsonProperty
	List<@Nullable Double> intakeRate() {
		return this.inputRate;
	}

	static Measurements of(Duration window, Map<Instant, Observation> observations, Map<String, List<Boolean>> alerts) {
		List<Observation> seen = List.copyOf(observations.values());
		return new Measurements(window, List.copyOf(observations.keySet()),
				each(seen, (moment) -> moment.instances().measured()),
				each(seen, (moment) -> moment.arrival().rate().measured()),
				each(seen, (moment) -> moment.input().measured()), each(seen, Measurements::capacity),
				each(seen, (moment) -> moment.lag().measured()), alerts, null);
	}

	static Measurements unknown(Duration window, String reason) {
		return new Measurements(window, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(),
				reason);
	}

	/** As it was measured then, without what was known from before. */
	private static @Nullable Double capacity(Observation moment) {
		@Nullable Double perConsumer = Capacity.measure(moment, Capacity.UNKNOWN, false).measured();
		return (perConsumer != null) ? perConsumer * moment.activeConsumers() : null;
	}

	private static List<@Nullable Double> each(List<Observation> seen, Function<Observation, @Nullable Double> value) {
		List<@Nullable Double> values = new ArrayList<>();
		seen.forEach((moment) -> values.add(value.apply(moment)));
		return values;
	}

}
