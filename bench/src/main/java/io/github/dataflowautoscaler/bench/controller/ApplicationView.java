package io.github.dataflowautoscaler.bench.controller;

import io.github.dataflowautoscaler.bench.monitoring.ApplicationSeries;
import io.github.dataflowautoscaler.bench.monitoring.Prometheus;
import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.bench.monitoring.RecordingRules;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;
import io.github.dataflowautoscaler.webhook.simulation.Sight;

/**
 * An application as a controller sees it at one moment: the operator's bounds, what the
 * platform shows, what the broker tells and what Prometheus knows. What one instance can
 * do is not among it.
 */
public final class ApplicationView {

	private final int index;

	private final int now;

	private final SimulatedApplication application;

	private final Prometheus prometheus;

	private final Readings readings;

	/**
	 * Looks at an application.
	 * @param index its index in the stream
	 * @param now the present second
	 * @param application the application
	 * @param prometheus what has been scraped from it
	 * @param rules what has been recorded of it
	 */
	public ApplicationView(int index, int now, SimulatedApplication application, Prometheus prometheus,
			RecordingRules rules) {
		this.index = index;
		this.now = now;
		this.application = application;
		this.prometheus = prometheus;
		this.readings = rules.of(index);
	}

	/**
	 * Where it is.
	 * @return its index in the stream
	 */
	public int index() {
		return this.index;
	}

	/**
	 * What it is called.
	 * @return its name, unique in the stream
	 */
	public String name() {
		return spec().name();
	}

	/**
	 * When this is.
	 * @return the present second
	 */
	public int now() {
		return this.now;
	}

	/**
	 * The operator's upper bound; the lower one is 1.
	 * @return instances
	 */
	public int maxInstances() {
		return spec().maxInstances();
	}

	/**
	 * Partitions of the topic that it consumes.
	 * @return their number
	 */
	public int partitions() {
		return spec().partitions().count();
	}

	/**
	 * Instances that the platform shows, starting ones included.
	 * @return their number
	 */
	public int instances() {
		return this.application.instances().size();
	}

	/**
	 * Instances that have started.
	 * @return their number
	 */
	public int readyInstances() {
		return this.application.readyInstances(this.now);
	}

	/**
	 * The group's lag as the broker tells it now.
	 * @return messages
	 */
	public double committedLag() {
		return series().committedLag();
	}

	/**
	 * Messages that its instances report to have handled, ever.
	 * @return messages
	 */
	public double handled() {
		return this.application.handled();
	}

	/**
	 * The recording rules at their latest evaluation.
	 * @return the readings
	 */
	public Readings readings() {
		return this.readings;
	}

	/**
	 * What the webhook sees.
	 * @return the application as it sees it
	 */
	public Sight sight() {
		return new Sight(this.now, this.readings.observation(), instances(), readyInstances());
	}

	/**
	 * Prometheus, for queries of one's own.
	 * @return the application's series
	 */
	public ApplicationSeries series() {
		return this.prometheus.application(this.index);
	}

	/**
	 * The original recipe's rule, the upstream side.
	 * @param window in seconds
	 * @return the average {@code irate} of what comes before, {@code NaN} if unknown
	 */
	double averageInstantArrival(int window) {
		return this.prometheus.averageInstantArrival(this.index, this.now, window);
	}

	private ApplicationSpec spec() {
		return this.application.spec();
	}

}
