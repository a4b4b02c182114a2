package io.github.dataflowautoscaler.webhook.decision;

/**
 * What arrives at an application, in messages per second, and how fast that changes, in
 * messages per second and second.
 *
 * @param rate over the last minute
 * @param recent over the last half minute: sooner right after a step, and noisier
 * @param trend the slope that both of the last two minutes had, the smaller one of the
 * two; a step is none
 * @param latestTrend the slope of the last minute
 */
public record Arrival(Measurement rate, Measurement recent, Measurement trend, Measurement latestTrend) {

	/** Share by which the recent rate differs after a step; less is noise. */
	private static final double UNSTEADY = 0.1;

	/**
	 * Nothing is known.
	 * @param reason why
	 * @return an arrival of unknown measurements
	 */
	static Arrival unknown(String reason) {
		Measurement unknown = Measurement.unknown(reason);
		return new Arrival(unknown, unknown, unknown, unknown);
	}

	/**
	 * The rate as of now, as well as it is known.
	 * @return messages per second over the last half minute, or else over the last minute
	 */
	Measurement now() {
		return this.recent.isKnown() ? this.recent : this.rate;
	}

	/**
	 * Tells whether the last minute was all alike. Right after a step, the rates of a
	 * minute mix what was before with what is now.
	 * @return whether that is so, or can't be told
	 */
	boolean isSteady() {
		if (!this.recent.isKnown() || !this.rate.isKnown()) {
			return true;
		}
		return Math.abs(this.recent.value() - this.rate.value()) <= UNSTEADY * this.rate.value();
	}

}
