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
public record Arrival(Reading rate, Reading recent, Reading trend, Reading latestTrend) {

	/**
	 * Nothing is known.
	 * @param reason why
	 * @return an arrival of unknown readings
	 */
	static Arrival unknown(String reason) {
		Reading unknown = Reading.unknown(reason);
		return new Arrival(unknown, unknown, unknown, unknown);
	}

	/**
	 * The rate as of now, as well as it is known.
	 * @return messages per second over the last half minute, or else over the last minute
	 */
	Reading now() {
		return this.recent.isKnown() ? this.recent : this.rate;
	}

}
