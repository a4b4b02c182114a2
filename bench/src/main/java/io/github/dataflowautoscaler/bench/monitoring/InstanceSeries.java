package io.github.dataflowautoscaler.bench.monitoring;

import io.github.dataflowautoscaler.bench.simulation.Instance;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;

/**
 * One target: what Prometheus has scraped from an instance. Once the instance is gone,
 * its gauges are too, but the samples of its counters stay in every window that reaches
 * back to them.
 */
final class InstanceSeries {

	/** How often Micrometer looks for new metrics of a client, in seconds. */
	private static final int REFRESH = 60;

	private final Instance instance;

	private final Series input = new Series();

	private final Series output = new Series();

	private final Series busy = new Series();

	private boolean up;

	private int lastScrape = Integer.MIN_VALUE;

	private double lag;

	private int firstPartition;

	private int endOfPartitions;

	private int refreshed = Integer.MIN_VALUE;

	private final double[] partitionMessages;

	private final double[] partitionLags;

	InstanceSeries(Instance instance, int partitions) {
		this.instance = instance;
		this.partitionMessages = new double[partitions];
		this.partitionLags = new double[partitions];
	}

	/**
	 * A timer has no series before its first message.
	 */
	void scrape(int now, double lagGauge) {
		this.up = !this.instance.removed();
		if (!this.up) {
			return;
		}
		this.lastScrape = now;
		this.lag = lagGauge;
		if (this.instance.handled() > 0) {
			this.input.add(now, this.instance.handled());
			this.output.add(now, this.instance.sent());
			this.busy.add(now, this.instance.busySeconds());
		}
	}

	/**
	 * What the client tells of the partitions that it has been assigned. Those that it
	 * has not had at the last refresh are missing, and of those that it has no more it
	 * tells what was last.
	 * @param now the present second
	 * @param first its first partition
	 * @param end the one after its last
	 * @param application tells what is in them
	 */
	void scrapePartitions(int now, int first, int end, SimulatedApplication application) {
		this.firstPartition = first;
		this.endOfPartitions = end;
		if (this.refreshed == Integer.MIN_VALUE || now - this.refreshed >= REFRESH) {
			boolean isNew = this.refreshed == Integer.MIN_VALUE;
			this.refreshed = now;
			for (int partition = 0; partition < this.partitionMessages.length; partition++) {
				boolean told = !isNew && partition >= first && partition < end;
				this.partitionMessages[partition] = told ? 0 : Double.NaN;
			}
		}
		for (int partition = first; partition < end; partition++) {
			if (!Double.isNaN(this.partitionMessages[partition])) {
				this.partitionMessages[partition] = application.arrived(partition);
				this.partitionLags[partition] = application.waiting(partition);
			}
		}
	}

	int partitionCount() {
		return this.partitionMessages.length;
	}

	/**
	 * Messages that a partition has been given.
	 * @param partition its number
	 * @return messages, {@code NaN} if the client does not tell
	 */
	double messages(int partition) {
		return this.partitionMessages[partition];
	}

	/**
	 * Messages that wait in a partition, of which something is told.
	 * @param partition its number
	 * @return messages
	 */
	double lag(int partition) {
		return this.partitionLags[partition];
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
		return this.endOfPartitions - this.firstPartition;
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
