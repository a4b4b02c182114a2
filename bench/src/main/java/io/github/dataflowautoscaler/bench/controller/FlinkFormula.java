package io.github.dataflowautoscaler.bench.controller;

/**
 * The arithmetic of Flink's autoscaler for one vertex that reads from Kafka.
 *
 * @see <a href=
 * "https://github.com/apache/flink-kubernetes-operator/tree/main/flink-autoscaler">AutoScalerUtils
 * (getTargetProcessingCapacity), ScalingMetricEvaluator, JobVertexScaler,
 * ParallelismAligner</a> of 1.16-SNAPSHOT
 */
final class FlinkFormula {

	private static final double BACKLOG_SECONDS = 300;

	private static final double LARGEST_SCALE_DOWN = 0.6;

	private static final double SWITCH_THRESHOLD = 0.15;

	private FlinkFormula() {
	}

	/**
	 * The processing rate that is aimed at.
	 * @param settings the options
	 * @param metrics of the vertex
	 * @param utilization that is to be reached, 0 to 1
	 * @param withRestart whether what piles up during a restart is to be caught up too
	 * @return messages per second
	 */
	static double capacity(FlinkSettings settings, Metrics metrics, double utilization, boolean withRestart) {
		if (utilization <= 0) {
			return Double.POSITIVE_INFINITY;
		}
		double restart = withRestart ? metrics.arrival() * settings.restart() / settings.catchUp() : 0;
		return Math.rint(metrics.lag() / settings.catchUp() + restart + metrics.arrival() / utilization);
	}

	/**
	 * The rate that a vertex could process if it were always busy.
	 * @param input messages per second taken in
	 * @param busy share of the time that the busiest subtask works
	 * @param observed the rate while it was catching up, {@code NaN} if it was not
	 * @return messages per second; infinite while nothing comes in
	 */
	static double trueRate(double input, double busy, double observed) {
		double fromBusyTime = (input == 0) ? Double.POSITIVE_INFINITY : input / busy;
		if (Double.isNaN(observed)) {
			return fromBusyTime;
		}
		boolean tooGood = fromBusyTime > observed * (1 + SWITCH_THRESHOLD) || Double.isNaN(fromBusyTime);
		return tooGood ? observed : fromBusyTime;
	}

	/**
	 * The new parallelism before bounds.
	 * @param settings the options
	 * @param metrics of the vertex
	 * @param parallelism its parallelism now
	 * @return instances
	 */
	static int parallelism(FlinkSettings settings, Metrics metrics, int parallelism) {
		double factor = capacity(settings, metrics, settings.target(), true) / metrics.trueRate();
		return (int) Math.min(Math.ceil(Math.max(factor, 1 - LARGEST_SCALE_DOWN) * parallelism), Integer.MAX_VALUE);
	}

	/**
	 * Tells whether the utilization leaves its band, which is what triggers a change.
	 * @param settings the options
	 * @param metrics of the vertex
	 * @return whether that is so
	 */
	static boolean outsideBand(FlinkSettings settings, Metrics metrics) {
		boolean backlog = metrics.lag() / metrics.input() > BACKLOG_SECONDS;
		double upper = backlog ? 1 : settings.max();
		double lower = backlog ? 0 : settings.min();
		return metrics.trueRate() < capacity(settings, metrics, upper, false)
				|| metrics.trueRate() > capacity(settings, metrics, lower, true);
	}

	/**
	 * Mode {@code BALANCED}: the first parallelism from the wanted one on that divides
	 * the partitions or lowers the load of a subtask.
	 * @param wanted instances
	 * @param upTo the last to try
	 * @param partitions of the topic
	 * @return instances; the wanted number if there is no such
	 */
	static int align(int wanted, int upTo, int partitions) {
		for (int candidate = wanted; candidate <= upTo; candidate++) {
			if (partitions % candidate == 0 || partitions / candidate < partitions / wanted) {
				return candidate;
			}
		}
		return wanted;
	}

	/**
	 * A vertex over the metrics window.
	 *
	 * @param arrival messages per second that arrive: what is taken in and what the lag
	 * grows by
	 * @param input messages per second taken in
	 * @param lag messages that wait at the end of the window
	 * @param trueRate what it could process if it were always busy
	 */
	record Metrics(double arrival, double input, double lag, double trueRate) {
	}

}
