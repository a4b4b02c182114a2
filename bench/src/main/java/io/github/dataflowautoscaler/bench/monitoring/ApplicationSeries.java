package io.github.dataflowautoscaler.bench.monitoring;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.github.dataflowautoscaler.bench.simulation.Instance;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;

/**
 * What Prometheus knows of an application, for queries.
 */
public final class ApplicationSeries {

	/** Age of the lag when it is scraped: the binder asks the broker now and then. */
	static final int LAG_DELAY = 10;

	/** Seconds between two polls. */
	static final double POLL_SECONDS = 1;

	/** Seconds of throughput that are handled and not committed yet: half a poll. */
	private static final double UNCOMMITTED_SECONDS = POLL_SECONDS / 2;

	/** How often the list of targets is asked for. */
	private static final int DISCOVERY_INTERVAL = 10;

	/** Longer than any window in use. */
	private static final int RETENTION = 600;

	private static final double LAG_NOISE = 0.01;

	private final SimulatedApplication application;

	private final int interval;

	private final SplittableRandom noise;

	private final Map<Integer, InstanceSeries> targets = new LinkedHashMap<>();

	private final double[] recentLags = new double[LAG_DELAY + 1];

	ApplicationSeries(SimulatedApplication application, int interval, SplittableRandom noise) {
		this.application = application;
		this.interval = interval;
		this.noise = noise;
	}

	void scrape(int now) {
		this.recentLags[Math.floorMod(now, this.recentLags.length)] = committedLag();
		if (Math.floorMod(now, DISCOVERY_INTERVAL) == 0) {
			discover(now);
		}
		double lag = this.recentLags[Math.floorMod(now - LAG_DELAY, this.recentLags.length)];
		for (InstanceSeries target : this.targets.values()) {
			if (Math.floorMod(now, this.interval) == target.offset(this.interval)) {
				double noisy = lag * (1 + this.noise.nextDouble(-LAG_NOISE, LAG_NOISE));
				scrapePartitions(target, now);
				target.scrape(now, Math.rint(noisy));
			}
		}
		this.targets.values()
			.removeIf((target) -> !target.up() && target.lastScrape() > Integer.MIN_VALUE
					&& now - target.lastScrape() > RETENTION);
	}

	Collection<InstanceSeries> targets() {
		return this.targets.values();
	}

	private void discover(int now) {
		for (Instance instance : this.application.instances()) {
			if (instance.ready(now)) {
				this.targets.computeIfAbsent(instance.id(), (id) -> new InstanceSeries(instance, partitionCount()));
			}
		}
	}

	/** A removed instance has none, but it tells nothing either. */
	private void scrapePartitions(InstanceSeries target, int now) {
		int working = Math.min(this.application.readyInstances(now), partitionCount());
		int rank = 0;
		for (Instance instance : this.application.instances()) {
			if (this.targets.get(instance.id()) == target) {
				Partitions partitions = this.application.spec().partitions();
				int first = (rank < working) ? partitions.first(rank, working) : 0;
				int end = (rank < working) ? partitions.first(rank + 1, working) : 0;
				target.scrapePartitions(now, first, end, this.application);
			}
			rank += instance.ready(now) ? 1 : 0;
		}
	}

	private int partitionCount() {
		return this.application.spec().partitions().count();
	}

	/**
	 * Messages that a partition has been given, as far as a consumer knows.
	 * @param partition its number
	 * @return messages, {@code NaN} if no client tells of it
	 */
	double partitionMessages(int partition) {
		return live((target) -> target.messages(partition)).filter((messages) -> !Double.isNaN(messages))
			.max()
			.orElse(Double.NaN);
	}

	/**
	 * Messages that wait, as far as the consumers know.
	 * @return messages, {@code NaN} if no client tells of a partition
	 */
	double heardLag() {
		double sum = Double.NaN;
		for (int number = 0; number < partitionCount(); number++) {
			int partition = number;
			OptionalDouble lag = live(
					(target) -> Double.isNaN(target.messages(partition)) ? Double.NaN : target.lag(partition))
				.filter((messages) -> !Double.isNaN(messages))
				.min();
			sum = lag.isEmpty() ? sum : lag.getAsDouble() + (Double.isNaN(sum) ? 0 : sum);
		}
		return sum;
	}

	/**
	 * The consumer group's lag as the broker tells it, without Prometheus in between.
	 * Messages count until they are committed, so it is 0 only when nothing flows.
	 * @return messages
	 */
	public double committedLag() {
		return this.application.waiting() + UNCOMMITTED_SECONDS * this.application.lastHandled();
	}

	/**
	 * The lag gauge: every instance exports the whole group's, hence the largest.
	 * @return messages, {@code NaN} if unknown
	 */
	public double lag() {
		return live(InstanceSeries::lag).max().orElse(Double.NaN);
	}

	/**
	 * Instances whose last scrape succeeded.
	 * @return {@code NaN} instead of 0, as PromQL's {@code count} has no sample then
	 */
	public double instances() {
		long count = live((target) -> 1).count();
		return (count == 0) ? Double.NaN : count;
	}

	/**
	 * Partitions that the instances report.
	 * @return {@code NaN} if nobody reports
	 */
	public double partitions() {
		return (live((target) -> 1).count() == 0) ? Double.NaN : live(InstanceSeries::partitions).sum();
	}

	private DoubleStream live(ToDoubleFunction<InstanceSeries> gauge) {
		return this.targets.values().stream().filter(InstanceSeries::up).mapToDouble(gauge);
	}

	/**
	 * Messages taken in.
	 * @param now the present second
	 * @param window of the rate, in seconds
	 * @return messages per second, summed over the instances, {@code NaN} if unknown
	 */
	public double inputRate(int now, int window) {
		return sum(InstanceSeries::input, now, window);
	}

	/**
	 * Messages sent on.
	 * @param now the present second
	 * @param window of the rate, in seconds
	 * @return messages per second, summed over the instances, {@code NaN} if unknown
	 */
	public double outputRate(int now, int window) {
		return sum(InstanceSeries::output, now, window);
	}

	/**
	 * Messages sent on, as the slope of the samples.
	 * @param now the present second
	 * @param window of the slope, in seconds
	 * @return messages per second, summed over the instances, {@code NaN} if unknown: one
	 * of them is too young, or the window still holds one that has gone
	 */
	double outputSlope(int now, int window) {
		return slope(InstanceSeries::output, now, window);
	}

	/**
	 * Messages taken in, likewise.
	 * @param now the present second
	 * @param window of the slope, in seconds
	 * @return messages per second, summed over the instances, {@code NaN} if unknown
	 */
	double inputSlope(int now, int window) {
		return slope(InstanceSeries::input, now, window);
	}

	private double slope(Function<InstanceSeries, Series> series, int now, int window) {
		double[] slopes = this.targets.values()
			.stream()
			.mapToDouble((target) -> series.apply(target).slope(now, window))
			.filter((slope) -> !Double.isNaN(slope))
			.toArray();
		return (slopes.length == instances()) ? Math.max(0, DoubleStream.of(slopes).sum()) : Double.NaN;
	}

	/**
	 * Work.
	 * @param now the present second
	 * @param window of the rate, in seconds
	 * @return seconds per second, summed over the instances, {@code NaN} if unknown
	 */
	public double busyRate(int now, int window) {
		return sum(InstanceSeries::busy, now, window);
	}

	/**
	 * The sum of the rates. An application that is scraped and has no series has handled
	 * nothing; one whose series are too young for a rate is unknown.
	 */
	private double sum(Function<InstanceSeries, Series> series, int now, int window) {
		double sum = Double.NaN;
		boolean none = true;
		for (InstanceSeries target : this.targets.values()) {
			double rate = series.apply(target).rate(now, window);
			sum = Double.isNaN(rate) ? sum : rate + (Double.isNaN(sum) ? 0 : sum);
			none &= series.apply(target).isEmpty();
		}
		return (none && !Double.isNaN(instances())) ? 0 : sum;
	}

	/**
	 * The work of the busiest instance.
	 * @param now the present second
	 * @param window of the rate, in seconds
	 * @return seconds per second, {@code NaN} if unknown
	 */
	public double busiest(int now, int window) {
		return this.targets.values()
			.stream()
			.filter(InstanceSeries::up)
			.mapToDouble((target) -> target.busy().rate(now, window))
			.filter((rate) -> !Double.isNaN(rate))
			.max()
			.orElse(Double.NaN);
	}

	/**
	 * The original recipe's term: the average of {@code irate} over all channels of all
	 * instances, removed ones included while they are in the window.
	 * @param now the present second
	 * @param window in seconds
	 * @return messages per second, {@code NaN} if unknown
	 */
	public double averageInstantRate(int now, int window) {
		return this.targets.values()
			.stream()
			.flatMapToDouble((target) -> DoubleStream.of(target.input().instantRate(now, window),
					target.output().instantRate(now, window)))
			.filter((rate) -> !Double.isNaN(rate))
			.average()
			.orElse(Double.NaN);
	}

}
