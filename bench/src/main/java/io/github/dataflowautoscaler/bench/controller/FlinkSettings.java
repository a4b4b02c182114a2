package io.github.dataflowautoscaler.bench.controller;

/**
 * Options of Flink's autoscaler ({@code job.autoscaler.…}); times in seconds.
 *
 * @param target {@code utilization.target}
 * @param max {@code utilization.max}, above which it scales out
 * @param min {@code utilization.min}, below which it scales in
 * @param catchUp {@code catch-up.duration}
 * @param restart {@code restart.time}
 * @param window {@code metrics.window}
 * @param stabilization {@code stabilization.interval}
 * @param scaleDownInterval {@code scale-down.interval}
 */
record FlinkSettings(double target, double max, double min, double catchUp, double restart, int window,
		int stabilization, int scaleDownInterval) {

	/** As the operator ships: AutoScalerOptions.java. */
	static final FlinkSettings DEFAULT = new FlinkSettings(0.7, 1, 0.4, 1800, 300, 900, 300, 3600);

	/**
	 * The best of 96 combinations on the built-in loads: a restart time that is true
	 * here, and targets, catch-up times, windows and intervals from the documentation's
	 * example up to the defaults.
	 */
	static final FlinkSettings TUNED = new FlinkSettings(0.8, 0.95, 0.6, 900, 60, 180, 60, 300);

}
