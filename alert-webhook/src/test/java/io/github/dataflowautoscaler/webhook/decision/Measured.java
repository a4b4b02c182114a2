package io.github.dataflowautoscaler.webhook.decision;

import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured, for tests: whatever is not said is unknown.
 */
final class Measured {

	private enum What {

		ARRIVAL, TREND, LATEST_TREND, INTAKE, OUTPUT, BUSY, BACKLOG, BACKLOG_TREND, INSTANCES, CONSUMERS, PARTITIONS

	}

	private final Map<What, Measurement> measurements = new EnumMap<>(What.class);

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

	Measured intake(double messagesPerSecond) {
		return with(What.INTAKE, messagesPerSecond);
	}

	Measured intakeBy(Witness witness, double messagesPerSecond) {
		this.measurements.put(What.INTAKE, Measurement.of(messagesPerSecond).by(witness));
		return this;
	}

	Measured output(double messagesPerSecond) {
		return with(What.OUTPUT, messagesPerSecond);
	}

	Measured busy(double secondsPerSecond) {
		return with(What.BUSY, secondsPerSecond);
	}

	Measured backlog(double messages) {
		return with(What.BACKLOG, messages);
	}

	Measured backlogTrend(double messagesPerSecond) {
		return with(What.BACKLOG_TREND, messagesPerSecond);
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

	Observation observation() {
		Arrival arrival = new Arrival(of(What.ARRIVAL), of(What.ARRIVAL), of(What.TREND), of(What.LATEST_TREND));
		return new Observation(arrival, of(What.INTAKE), of(What.OUTPUT), of(What.BUSY), of(What.BACKLOG),
				of(What.BACKLOG_TREND), of(What.INSTANCES), of(What.CONSUMERS), of(What.PARTITIONS));
	}

	private Measured with(What what, double value) {
		this.measurements.put(what, Measurement.of(value));
		return this;
	}

	private Measurement of(What what) {
		return this.measurements.getOrDefault(what, Measurement.unknown("not measured"));
	}

}
