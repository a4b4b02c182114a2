package io.github.dataflowautoscaler.webhook.status;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of an application, and what follows from it. What is unknown is
 * absent.
 *
 * @param reportingInstances instances that Prometheus hears of
 * @param requiredInstances instances that the measured load requires, before any limit;
 * absent for the step strategy
 * @param recommendedInstances instances that the measured load needs, within the limits
 * of policy and partitions; absent for the step strategy
 * @param arrivalRate messages per second that arrive
 * @param inputRate messages per second that are taken in
 * @param outputRate messages per second that are sent on
 * @param capacityPerInstance messages per second that one instance can do
 * @param utilization share of the time that instances are busy, 0 to 1
 * @param lag messages that wait
 * @param partitions partitions that are read
 * @param witnesses the witness of each measurement, in lower case, by the measurement's
 * name
 * @param unknown why measurements are missing, absent if none is
 */
public record Measures(@Nullable Integer reportingInstances, @Nullable Integer requiredInstances,
		@Nullable Integer recommendedInstances, @Nullable Double arrivalRate, @Nullable Double inputRate,
		@Nullable Double outputRate, @Nullable Double capacityPerInstance, @Nullable Double utilization,
		@Nullable Double lag, @Nullable Integer partitions, Map<String, String> witnesses, @Nullable String unknown) {

	static Measures of(Policy policy, Assessment assessment) {
		boolean conclusive = policy.strategy() == Strategy.RATE && assessment.isConclusive();
		return of(assessment.observation(), assessment.capacity(), conclusive ? assessment : null);
	}

	/** Of an application without a policy, by which nothing is recommended. */
	static Measures of(Observation seen) {
		return of(seen, Capacity.measure(seen, Capacity.UNKNOWN, false), null);
	}

	private static Measures of(Observation seen, Capacity capacity, @Nullable Assessment conclusive) {
		@Nullable Double perConsumer = capacity.measured();
		return new Measures(whole(seen.instances()), (conclusive != null) ? conclusive.required() : null,
				(conclusive != null) ? conclusive.recommended() : null, seen.arrival().rate().measured(),
				seen.input().measured(), seen.output().measured(),
				(perConsumer != null) ? perConsumer * seen.consumersPerInstance() : null, utilization(seen),
				seen.lag().measured(), whole(seen.partitions()), witnesses(seen), missing(seen));
	}

	/**
	 * The old name of {@link #recommendedInstances()}, for one release.
	 * @return the same number
	 */
	@JsonProperty
	@Nullable Integer wantedInstances() {
		return this.recommendedInstances;
	}

	/**
	 * The old name of {@link #inputRate()}, for one release.
	 * @return the same rate
	 */
	@JsonProperty
	@Nullable Double intakeRate() {
		return this.inputRate;
	}

	private static Map<String, String> witnesses(Observation seen) {
		Map<String, String> witnesses = new TreeMap<>();
		Map.of("arrivalRate", seen.arrival().rate(), "inputRate", seen.input(), "outputRate", seen.output(),
				"utilization", seen.busy(), "consumers", seen.consumers())
			.forEach((name, measurement) -> Optional.ofNullable(measurement.witness())
				.ifPresent((witness) -> witnesses.put(name, witness.name().toLowerCase(Locale.ROOT))));
		return witnesses;
	}

	private static @Nullable Double utilization(Observation seen) {
		double consumers = seen.activeConsumers();
		return (seen.busy().isKnown() && consumers > 0) ? Math.min(1, seen.busy().value() / consumers) : null;
	}

	private static @Nullable Integer whole(Measurement measurement) {
		return measurement.isKnown() ? (int) Math.round(measurement.value()) : null;
	}

	/**
	 * Whether something is sent on is up to the application: a sink has no such measure.
	 */
	private static @Nullable String missing(Observation seen) {
		String reasons = Stream
			.of(seen.instances(), seen.consumers(), seen.arrival().rate(), seen.input(), seen.busy(), seen.lag(),
					seen.partitions())
			.filter((measurement) -> !measurement.isKnown())
			.map(Measurement::reason)
			.distinct()
			.collect(Collectors.joining("; "));
		return reasons.isEmpty() ? null : reasons;
	}

}
