package io.github.dataflowautoscaler.bench.monitoring;

/**
 * The recording rules of {@code prometheus/alert.rules.yml} for one application, at one
 * evaluation. {@code NaN} where a rule has no sample.
 *
 * @param arrival messages per second that arrive
 * @param recentArrival the same over half a minute
 * @param arrivalTrend its change per second, as both of the last two minutes had it
 * @param latestTrend its change per second, as the last minute had it
 * @param input messages per second taken in
 * @param output messages per second sent on
 * @param busy seconds per second of work, summed over the instances
 * @param lag messages that wait
 * @param lagTrend messages per second by which the lag grows, over two minutes
 * @param instances that report
 * @param partitions that are assigned to them
 * @param running instances that the platform shows, starting ones included
 * @param hotShare share of the partition that gets most, if that is more than its part
 * @param hotPartition that partition's number
 */
public record Readings(double arrival, double recentArrival, double arrivalTrend, double latestTrend, double input,
		double output, double busy, double lag, double lagTrend, double instances, double partitions, double running,
		double hotShare, int hotPartition) {

	static final Readings NONE = new Readings(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
			Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

	/**
	 * By how much the application falls behind.
	 * @return messages per second, negative while it catches up
	 */
	public double difference() {
		return this.arrival - this.input;
	}

	/**
	 * Messages that wait, less one for each partition: the marker of a transaction.
	 * @return messages
	 */
	public double lag() {
		return Math.max(this.lag - this.partitions, 0);
	}

	/**
	 * Consumers that take in messages; here one an instance.
	 * @return their number
	 */
	public double consumers() {
		return this.instances;
	}

}
