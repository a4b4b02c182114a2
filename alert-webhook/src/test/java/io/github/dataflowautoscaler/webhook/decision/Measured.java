package io.github.dataflowautoscaler.webhook.decision;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was measured, for tests: whatever is not said is unknown.
 */
final class Measured {

	private enum What {

		ARRIVAL, TREND, LATEST_TREND, INPUT, OUTPUT, BUSY, LAG, LAG_TREND, INSTANCES, CONSUMERS, PARTITIONS

	}

	private final Map<What, Measurement> measurements = new EnumMap<>(What.class);

	private @Nullable HotPartition hotPartition;

	private Measured() {
	}

	static Measured nothing() {
		return new Measured();
	}

	Measured arrival(double messagesPerSecond) {
		return with(What.ARRIVAL, messagesPerSecond);
	}

	Measured trends(double both, double latest) {
		return with(What.TREND, both).with(What.LATEST_TREND, latest);
	}

	Measured input(double messagesPerSecond) {
		return with(What.INPUT, messagesPerSecond);
	}

	Measured inputBy(Witness witness, double messagesPerSecond) {
		this.measurements.put(What.INPUT, Measurement.of(messagesPerSecond).by(witness));
		return this;
	}

	Measured output(double messagesPerSecond) {
		return with(What.OUTPUT, messagesPerSecond);
	}

	Measured busy(double secondsPerSecond) {
		return with(What.BUSY, secondsPerSecond);
	}

	Measured lag(double messages) {
		return with(What.LAG, messages);
	}

	Measured lagTrend(double messagesPerSecond) {
		return with(What.LAG_TREND, messagesPerSecond);
	}

	Measured instances(double count) {
		return with(What.INSTANCES, count);
	}

	Measured consumers(double count) {
		return with(What.CONSUMERS, count);
	}

	Measured partitions(double count) {
		return with(What.PARTITIONS, count);
	}

	Measured hotPartition(double share) {
		this.hotPartition = new HotPartition("7", share);
		return this;
	}

	Observation observation() {
		Arrival arrival = new Arrival(of(What.ARRIVAL), of(What.ARRIVAL), of(What.TREND), of(What.LATEST_TREND));
		return new Observation(arrival, of(What.INPUT), of(What.OUTPUT), of(What.BUSY), of(What.LAG),
				of(What.LAG_TREND), of(What.INSTANCES), of(What.CONSUMERS), of(What.PARTITIONS), this.hotPartition);
	}

	private Measured with(What what, double value) {
		this.measurements.put(what, Measurement.of(value));
		return this;
	}

	private Measurement of(What what) {
		return this.measurements.getOrDefault(what, Measurement.unknown("not measured"));
	}

}
