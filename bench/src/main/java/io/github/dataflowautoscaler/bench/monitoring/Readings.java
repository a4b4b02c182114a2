package io.github.dataflowautoscaler.bench.monitoring;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.HotPartition;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import org.jspecify.annotations.Nullable;

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
	 * What the webhook reads.
	 * @return the same, where unknown is unknown
	 */
	public Observation observation() {
		Arrival arriving = new Arrival(Measurement.of(this.arrival), Measurement.of(this.recentArrival),
				Measurement.of(this.arrivalTrend), Measurement.of(this.latestTrend));
		return new Observation(arriving, Measurement.of(this.input), Measurement.of(this.output),
				Measurement.of(this.busy), Measurement.of(lag()), Measurement.of(this.lagTrend),
				Measurement.of(this.instances), Measurement.of(consumers()), Measurement.of(this.partitions), hot());
	}

	private @Nullable HotPartition hot() {
		return (this.hotShare > 0) ? new HotPartition(String.valueOf(this.hotPartition), this.hotShare) : null;
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
