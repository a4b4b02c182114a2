package io.github.dataflowautoscaler.bench.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;
import io.github.dataflowautoscaler.bench.simulation.Simulation;

/**
 * Scrapes a stream's applications and its source, each target at its own moment within
 * the interval.
 */
public final class Prometheus {

	/** The source is one process that nobody scales. */
	private static final int SOURCE_OFFSET = 1;

	private final Simulation simulation;

	private final int interval;

	private final Series source = new Series();

	private final List<ApplicationSeries> applications = new ArrayList<>();

	/**
	 * Watches a stream.
	 * @param simulation the stream
	 * @param interval seconds between two scrapes of a target
	 * @param seed of the noise in gauges
	 */
	public Prometheus(Simulation simulation, int interval, long seed) {
		this.simulation = simulation;
		this.interval = interval;
		SplittableRandom noise = new SplittableRandom(seed);
		for (SimulatedApplication application : simulation.applications()) {
			this.applications.add(new ApplicationSeries(application, interval, noise.split()));
		}
	}

	/**
	 * Scrapes the targets whose moment it is.
	 * @param now the present second
	 */
	public void scrape(int now) {
		if (Math.floorMod(now, this.interval) == SOURCE_OFFSET) {
			this.source.add(now, this.simulation.sent());
		}
		this.applications.forEach((application) -> application.scrape(now));
	}

	/**
	 * An application's series.
	 * @param index its index in the stream
	 * @return its series
	 */
	public ApplicationSeries application(int index) {
		return this.applications.get(index);
	}

	/**
	 * Messages per second that arrive at an application: what the one before it sends.
	 * @param index the application's index in the stream
	 * @param now the present second
	 * @param window of the rate, in seconds
	 * @return messages per second, {@code NaN} if unknown
	 */
	public double arrivalRate(int index, int now, int window) {
		return (index == 0) ? this.source.rate(now, window) : this.applications.get(index - 1).outputRate(now, window);
	}

	/**
	 * The same as the slope of the samples, which a short window does not make too low.
	 * @param index the application's index in the stream
	 * @param now the present second
	 * @param window in seconds
	 * @return messages per second, {@code NaN} if unknown
	 */
	public double arrivalSlope(int index, int now, int window) {
		return (index == 0) ? this.source.slope(now, window)
				: this.applications.get(index - 1).outputSlope(now, window);
	}

	/**
	 * The original recipe's other term: the average {@code irate} of the application
	 * before.
	 * @param index the application's index in the stream
	 * @param now the present second
	 * @param window in seconds
	 * @return messages per second, {@code NaN} if unknown
	 */
	public double averageInstantArrival(int index, int now, int window) {
		return (index == 0) ? this.source.instantRate(now, window)
				: this.applications.get(index - 1).averageInstantRate(now, window);
	}

}
