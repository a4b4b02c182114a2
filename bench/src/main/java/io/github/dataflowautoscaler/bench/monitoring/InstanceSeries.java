package io.github.dataflowautoscaler.bench.monitoring;

import io.github.dataflowautoscaler.bench.simulation.Instance;

/**
 * One target: what Prometheus has scraped from an instance. Once the instance is gone,
 * its gauges are too, but the samples of its counters stay in every window that reaches
 * back to them.
 */
final class InstanceSeries {

	private final Instance instance;

	private final Series input = new Series();

	private final Series output = new Series();

	private final Series busy = new Series();

	private boolean up;

	private int lastScrape = Integer.MIN_VALUE;

	private double lag;

	private int partitions;

	InstanceSeries(Instance instance) {
		this.instance = instance;
	}

	/**
	 * A timer has no series before its first message.
	 */
	void scrape(int now, double lagGauge, int assignedPartitions) {
		this.up = !this.instance.removed();
		if (!this.up) {
			return;
		}
		this.lastScrape = now;
		this.lag = lagGauge;
		this.partitions = assignedPartitions;
		if (this.instance.handled() > 0) {
			this.input.add(now, this.instance.handled());
			this.output.add(now, this.instance.sent());
			this.busy.add(now, this.instance.busySeconds());
		}
	}

	int offset(int interval) {
		return (this.instance.id() * 7 + 3) % interval;
	}

	int id() {
		return this.instance.id();
	}

	boolean up() {
		return this.up;
	}

	int lastScrape() {
		return this.lastScrape;
	}

	double lag() {
		return this.lag;
	}

	int partitions() {
		return this.partitions;
	}

	Series input() {
		return this.input;
	}

	Series output() {
		return this.output;
	}

	Series busy() {
		return this.busy;
	}

}
