package io.github.dataflowautoscaler.webhook.decision;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How well a candidate would have foreseen the rises of one application: minute by
 * minute, with nothing but what was known before, and against a load that is followed
 * when it is seen. What counts are the minutes in which that had too few instances, and
 * what the instances cost that would have been there before.
 */
final class Skill {

	/** A level that is higher by so much than in the minutes before is a rise. */
	private static final double RISE = 1.25;

	private static final int RISE_MINUTES = 5;

	/** So long a rise that does not come is waited for, in minutes. */
	private static final int HOLD = 3;

	/** From the middle of a rise on, it has come. */
	private static final double CAME = 0.5;

	/**
	 * A day after a miss, less than what lies between a rise and the next one: the same
	 * rise is foreseen again on the next day.
	 */
	private static final int SILENT_MINUTES = 24 * 60 - 15;

	/** Of what instances can do, as much as a load is meant to take. */
	private static final double UTILIZATION = 0.85;

	/** Until a load that is seen has its instances, in minutes. */
	private static final int REACTION = 2;

	/** So long they are kept when the load has fallen, in minutes. */
	private static final int KEPT = 3;

	private static final int DAYS = 14;

	private static final int MINUTES_OF_DAY = 24 * 60;

	/** Far more minutes than are looked at. */
	private static final int WINDOW = 128;

	private final Candidate candidate;

	private final MinuteHistory history;

	private final double[] levels = new double[WINDOW];

	private final double[] rises = new double[WINDOW];

	private final Day[] days = new Day[DAYS];

	private long calculated = Long.MIN_VALUE;

	private long silentUntil = Long.MIN_VALUE;

	/**
	 * Nothing is known of its skill.
	 * @param candidate the candidate
	 * @param history what is known of the past
	 */
	Skill(Candidate candidate, MinuteHistory history) {
		this.candidate = candidate;
		this.history = history;
		Arrays.fill(this.levels, Double.NaN);
		Arrays.fill(this.rises, Double.NaN);
		Arrays.setAll(this.days, (index) -> new Day(Long.MIN_VALUE));
	}

	Candidate candidate() {
		return this.candidate;
	}

	/**
	 * Takes the minute that was noted last.
	 * @param minute since the epoch
	 * @param ahead how many minutes before a rise new instances are requested
	 * @param floor messages per second that the fewest instances can do
	 */
	void score(long minute, int ahead, double floor) {
		foresee(minute, ahead);
		double arrival = this.history.at(minute);
		double reacting = Math.max(floor, highest(minute - REACTION - KEPT, minute - REACTION) / UTILIZATION);
		if (Double.isNaN(arrival) || Double.isNaN(reacting)) {
			return;
		}
		judge(minute - HOLD, ahead, floor);
		double serving = rise(minute - HOLD, minute + ahead - REACTION) / UTILIZATION;
		double paid = rise(minute - HOLD, minute + ahead) / UTILIZATION;
		Day day = day(minute);
		day.minutes++;
		day.supplied += reacting;
		day.highest = Math.max(day.highest, arrival);
		if (arrival > reacting && arrival <= serving) {
			day.saved++;
		}
		if (paid > reacting) {
			day.added += paid - reacting;
		}
	}

	/** Works out the levels up to the minute that is looked at next. */
	private void foresee(long minute, int ahead) {
		long last = minute + 2 + ahead;
		for (long next = Math.max(this.calculated + 1, last - WINDOW / 2); next <= last; next++) {
			double level = this.candidate.level(this.history, next);
			this.levels[index(next)] = level;
			double before = Double.NaN;
			for (long earlier = next - RISE_MINUTES; earlier < next; earlier++) {
				double then = this.levels[index(earlier)];
				before = (then < before || Double.isNaN(before)) ? then : before;
			}
			this.rises[index(next)] = (level > RISE * before && minute >= this.silentUntil) ? level : Double.NaN;
		}
		this.calculated = Math.max(this.calculated, last);
	}

	/** Looks whether a rise has come that was waited for until now. */
	private void judge(long due, int ahead, double floor) {
		double rise = this.rises[index(due)];
		double before = highest(due - ahead - 2, due - ahead);
		double come = highest(due - ahead, due + HOLD);
		if (rise > RISE * before && rise / UTILIZATION > floor && come < before + CAME * (rise - before)) {
			this.silentUntil = due + HOLD + SILENT_MINUTES;
			Arrays.fill(this.rises, Double.NaN);
		}
	}

	/**
	 * The highest level that a rise leads to.
	 * @param from the first minute
	 * @param to the last minute
	 * @return messages per second, {@code NaN} if there is no rise
	 */
	private double rise(long from, long to) {
		double highest = Double.NaN;
		for (long minute = from; minute <= to; minute++) {
			double rise = this.rises[index(minute)];
			highest = (rise > highest || Double.isNaN(highest)) ? rise : highest;
		}
		return highest;
	}

	/** What arrived at most, {@code NaN} if nothing is known of it. */
	private double highest(long from, long to) {
		double highest = Double.NaN;
		for (long minute = from; minute <= to; minute++) {
			double rate = this.history.at(minute);
			highest = (rate > highest || Double.isNaN(highest)) ? rate : highest;
		}
		return highest;
	}

	/**
	 * The minute of the highest rise that instances are needed for now.
	 * @param minute the present one
	 * @param last the latest one that they would be requested for
	 * @return the minute since the epoch, empty if there is no rise
	 */
	OptionalLong next(long minute, long last) {
		double rise = rise(minute - HOLD, last);
		return LongStream.rangeClosed(minute - HOLD, last).filter((each) -> level(each) == rise).findFirst();
	}

	/**
	 * The level that a rise leads to.
	 * @param minute its minute, one of those that {@link #next} looks at
	 * @return messages per second, {@code NaN} if there is no rise
	 */
	double level(long minute) {
		return this.rises[index(minute)];
	}

	boolean silentAt(long minute) {
		return minute < this.silentUntil;
	}

	/**
	 * Minutes with too few instances that it would have saved.
	 * @return of the last 14 days
	 */
	int saved() {
		return (int) Arrays.stream(this.days).mapToLong((day) -> day.saved).sum();
	}

	/**
	 * What its instances would have cost, in minutes of all instances of a mean minute.
	 * @return of the last 14 days
	 */
	double added() {
		double minutes = Arrays.stream(this.days).mapToLong((day) -> day.minutes).sum();
		double supplied = Arrays.stream(this.days).mapToDouble((day) -> day.supplied).sum();
		double added = Arrays.stream(this.days).mapToDouble((day) -> day.added).sum();
		return (supplied > 0) ? added * minutes / supplied : 0;
	}

	/**
	 * The most that arrived on any day but one, so that one false value counts for
	 * nothing.
	 * @return messages per second
	 */
	double bound() {
		return Arrays.stream(this.days).mapToDouble((day) -> day.highest).sorted().toArray()[DAYS - 2];
	}

	private Day day(long minute) {
		long number = Math.floorDiv(minute, MINUTES_OF_DAY);
		int index = (int) Math.floorMod(number, (long) DAYS);
		if (this.days[index].number != number) {
			this.days[index] = new Day(number);
		}
		return this.days[index];
	}

	private static int index(long minute) {
		return (int) Math.floorMod(minute, (long) WINDOW);
	}

	/** What is known of one day. */
	private static final class Day {

		private final long number;

		private long minutes;

		private long saved;

		private double supplied;

		private double added;

		private double highest;

		Day(long number) {
			this.number = number;
		}

	}

}
