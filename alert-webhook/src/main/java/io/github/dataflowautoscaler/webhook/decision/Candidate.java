package io.github.dataflowautoscaler.webhook.decision;

import java.util.Arrays;

/**
 * What could tell the load of a minute to come. Each one has to show on an application's
 * own past that it does.
 */
enum Candidate {

	/**
	 * The level that was reached at the same time on three of these days: one holiday, or
	 * one day of which nothing is known, makes no difference.
	 */
	RECENT_DAYS("on %s of %s days (1, 2, 3 and 7 days before)", 3, 1, 2, 3, 7),

	/** What there was at the same time a week ago. */
	LAST_WEEK("a week before", 1, 7);

	private final String words;

	private final int needed;

	private final int[] days;

	Candidate(String words, int needed, int... days) {
		this.words = words;
		this.needed = needed;
		this.days = days;
	}

	/**
	 * The level of a minute.
	 * @param history what is known of the past
	 * @param minute since the epoch
	 * @return messages per second, {@code NaN} if too little is known
	 */
	double level(MinuteHistory history, long minute) {
		double[] known = known(history, minute);
		return (known.length >= this.needed) ? known[known.length - this.needed] : Double.NaN;
	}

	/**
	 * In words, on what a level is based.
	 * @param history what is known of the past
	 * @param minute since the epoch
	 * @param level that of the minute
	 * @return such as {@code on 3 of 4 days}
	 */
	String basis(MinuteHistory history, long minute, double level) {
		double[] known = known(history, minute);
		return this.words.formatted(Arrays.stream(known).filter((rate) -> rate >= level).count(), known.length);
	}

	/** Lowest first. */
	private double[] known(MinuteHistory history, long minute) {
		return Arrays.stream(this.days)
			.mapToDouble((day) -> history.before(minute, day))
			.filter((rate) -> !Double.isNaN(rate))
			.sorted()
			.toArray();
	}

}
