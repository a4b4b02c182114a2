package io.github.dataflowautoscaler.bench.rebalance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.dataflowautoscaler.bench.rebalance.Group.Change;

/**
 * What a change of the number of instances costs with a protocol: medians over the
 * rounds.
 *
 * @param protocol the protocol of the group
 * @param from instances before
 * @param to instances after
 * @param rounds how often it was measured
 * @param stoppedPercent partitions of which no message was handled for more than
 * {@value #STOPPED} s, of all
 * @param longestSeconds the longest gap of a partition
 * @param mostSeconds the longest gap of a partition in any of the rounds
 * @param meanSeconds the mean gap over all partitions, of which those that are not
 * stopped count as 0
 * @param settledSeconds from the change until all partitions were read by their owners
 */
record RebalanceFigures(String protocol, int from, int to, int rounds, double stoppedPercent, double longestSeconds,
		double mostSeconds, double meanSeconds, double settledSeconds) {

	/** Messages of a partition arrive every 50 ms. */
	static final double STOPPED = 0.5;

	static RebalanceFigures of(Protocol protocol, List<Change> changes) {
		return new RebalanceFigures(protocol.toString(), changes.get(0).from(), changes.get(0).to(), changes.size(),
				100 * median(changes, (change) -> stopped(change).length / (double) change.gaps().length),
				median(changes, RebalanceFigures::longest),
				rounded(changes.stream().mapToDouble(RebalanceFigures::longest).max().orElse(0)),
				median(changes, (change) -> Arrays.stream(stopped(change)).sum() / change.gaps().length),
				median(changes, Change::settledSeconds));
	}

	private static double[] stopped(Change change) {
		return Arrays.stream(change.gaps()).filter((gap) -> gap > STOPPED).toArray();
	}

	private static double longest(Change change) {
		return Arrays.stream(change.gaps()).max().orElse(0);
	}

	private static double median(List<Change> changes, ToDoubleFunction<Change> figure) {
		double[] sorted = changes.stream().mapToDouble(figure).sorted().toArray();
		return rounded((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
	}

	/** To milliseconds: more is not worth keeping. */
	private static double rounded(double value) {
		return Math.rint(value * 1000) / 1000;
	}

	static String header() {
		return String.format("%-12s %8s %7s %10s %10s %7s %7s %10s%n", "protocol", "change", "rounds", "stopped, %",
				"longest, s", "most, s", "mean, s", "settled, s");
	}

	String row() {
		return String.format(Locale.ROOT, "%-12s %8s %7d %10.0f %10.2f %7.2f %7.2f %10.2f%n", this.protocol,
				this.from + " -> " + this.to, this.rounds, this.stoppedPercent, this.longestSeconds, this.mostSeconds,
				this.meanSeconds, this.settledSeconds);
	}

}
