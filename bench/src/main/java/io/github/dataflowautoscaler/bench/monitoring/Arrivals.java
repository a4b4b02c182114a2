package io.github.dataflowautoscaler.bench.monitoring;

/**
 * What arrives at an application, or is sent to it or taken in by it, in messages per
 * second. {@code NaN} if unknown.
 *
 * @param rate over a minute
 * @param recent over half a minute
 */
record Arrivals(double rate, double recent) {

	/**
	 * The higher one of the two.
	 * @return messages per second, {@code NaN} if both are unknown
	 */
	double higher() {
		return (Double.isNaN(this.recent) || this.rate > this.recent) ? this.rate : this.recent;
	}

}
