package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;

/**
 * What arrived in each minute of the last eight days. A minute of which nothing was seen
 * is unknown, which is not the same as 0. Days are those of a time zone: a minute has the
 * same time on the clock as the one a day before, also when the clocks have changed.
 */
final class MinuteHistory {

	private static final int KEPT = 8 * 24 * 60;

	private final ZoneRules rules;

	private final float[] rates = new float[KEPT];

	private long latest = Long.MIN_VALUE;

	/**
	 * Knows nothing at first.
	 * @param zone whose days count
	 */
	MinuteHistory(ZoneId zone) {
		this.rules = zone.getRules();
		Arrays.fill(this.rates, Float.NaN);
	}

	/**
	 * Notes a minute. Those between the latest one and this one are unknown.
	 * @param minute since the epoch, later than all before
	 * @param rate messages per second, {@code NaN} if it is unknown
	 */
	void put(long minute, double rate) {
		for (long gap = Math.max(this.latest + 1, minute - KEPT + 1); gap < minute; gap++) {
			this.rates[index(gap)] = Float.NaN;
		}
		this.rates[index(minute)] = (float) rate;
		this.latest = minute;
	}

	/**
	 * What arrived.
	 * @param minute since the epoch
	 * @return messages per second, {@code NaN} if it is unknown
	 */
	double at(long minute) {
		return (minute <= this.latest && minute > this.latest - KEPT) ? this.rates[index(minute)] : Double.NaN;
	}

	/**
	 * What arrived at the same time some days before. If the clocks skipped that time, it
	 * is unknown; if they showed it twice, the first time counts.
	 * @param minute since the epoch
	 * @param days how many days before, 1 to 7
	 * @return messages per second, {@code NaN} if it is unknown
	 */
	double before(long minute, int days) {
		LocalDateTime then = time(minute).minusDays(days);
		List<ZoneOffset> offsets = this.rules.getValidOffsets(then);
		return offsets.isEmpty() ? Double.NaN : at(then.toEpochSecond(offsets.get(0)) / 60);
	}

	/**
	 * The time on the clock.
	 * @param minute since the epoch
	 * @return in the zone
	 */
	LocalDateTime time(long minute) {
		long second = 60 * minute;
		return LocalDateTime.ofEpochSecond(second, 0, this.rules.getOffset(Instant.ofEpochSecond(second)));
	}

	private static int index(long minute) {
		return (int) Math.floorMod(minute, (long) KEPT);
	}

}
