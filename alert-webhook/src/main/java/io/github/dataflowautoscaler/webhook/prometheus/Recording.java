package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;

/**
 * What was recorded of an application over some time, with a value for each evaluation of
 * the rules.
 */
public final class Recording {

	private final MeasuredLoad load;

	private final double[] instances;

	private final double[] lag;

	Recording(MeasuredLoad load, double[] instances, double[] lag) {
		this.load = load;
		this.instances = instances;
		this.lag = lag;
	}

	public Instant begin() {
		return this.load.begin();
	}

	public Duration length() {
		return Duration.ofSeconds(this.load.seconds());
	}

	/**
	 * What arrived.
	 * @return the load
	 */
	public MeasuredLoad load() {
		return this.load;
	}

	/**
	 * The time of which nothing is known.
	 * @return at most the whole length
	 */
	public Duration unread() {
		return Duration.ofSeconds(this.load.unknownSeconds());
	}

	/**
	 * When the first value was recorded of what arrived.
	 * @return the time, empty if there is none
	 */
	public Optional<Instant> firstKnown() {
		OptionalInt first = this.load.firstKnown();
		return first.isPresent() ? Optional.of(begin().plusSeconds(first.getAsInt())) : Optional.empty();
	}

	/**
	 * The first number of instances that was recorded.
	 * @return at least 1, empty if there is none
	 */
	public OptionalInt firstInstances() {
		return DoubleStream.of(this.instances)
			.filter((count) -> count >= 1)
			.mapToInt((count) -> (int) count)
			.findFirst();
	}

	/**
	 * Hours of all instances that reported, of the times of which the load is known.
	 * @return hours; where their number is unknown, none are counted
	 */
	public double instanceHours() {
		return IntStream.range(0, this.instances.length)
			.filter((step) -> this.load.isKnown(step * MeasuredLoad.STEP))
			.mapToDouble((step) -> this.instances[step])
			.filter((count) -> !Double.isNaN(count))
			.sum() * MeasuredLoad.STEP / Duration.ofHours(1).toSeconds();
	}

	/**
	 * The most instances in each part of the time.
	 * @param steps evaluations in a part
	 * @return {@code NaN} where they are unknown
	 */
	public double[] instances(int steps) {
		return highest(this.instances, steps);
	}

	/**
	 * The most messages that waited in each part of the time.
	 * @param steps evaluations in a part
	 * @return {@code NaN} where they are unknown
	 */
	public double[] lag(int steps) {
		return highest(this.lag, steps);
	}

	private static double[] highest(double[] values, int steps) {
		return IntStream.iterate(0, (from) -> from < values.length, (from) -> from + steps)
			.mapToDouble((from) -> IntStream.range(from, Math.min(from + steps, values.length))
				.mapToDouble((step) -> values[step])
				.filter((value) -> !Double.isNaN(value))
				.max()
				.orElse(Double.NaN))
			.toArray();
	}

}
