package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * On some days of the week, from one local time to another.
 *
 * @param days the days on which a window begins, at least one
 * @param from when it begins
 * @param to when it ends; on the next day if that is not later than {@code from}
 * @param zone whose clock counts
 */
public record WeeklyTimes(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) implements Times {

	/**
	 * A window begins up to a day before, and a change of the clock takes up to a day.
	 */
	private static final int DAYS_BEFORE = 2;

	/**
	 * A window of one day a week may be left out once, by a clock that is put forward.
	 */
	private static final int DAYS_AFTER = 17;

	public WeeklyTimes {
		days = Set.copyOf(days);
		if (days.isEmpty()) {
			throw new IllegalArgumentException("days is empty");
		}
	}

	@Override
	public boolean include(Instant instant) {
		return Interval.includes(around(instant, 1), instant);
	}

	@Override
	public Optional<Instant> nextChange(Instant instant) {
		Instant horizon = instant.plus(Duration.ofDays(DAYS_AFTER - 1L));
		return Interval.nextChange(around(instant, DAYS_AFTER), instant).filter((change) -> change.isBefore(horizon));
	}

	/**
	 * Writes the days as operators do.
	 * @return such as {@code mon-fri} or {@code mon,wed}
	 */
	public String writtenDays() {
		List<String> parts = new ArrayList<>();
		int day = 1;
		while (day <= DayOfWeek.values().length) {
			int last = day;
			while (isIn(day) && isIn(last + 1)) {
				last++;
			}
			if (isIn(day)) {
				parts.add(written(day)
						+ ((last - day > 1) ? "-" + written(last) : (last > day) ? "," + written(last) : ""));
			}
			day = last + 1;
		}
		return String.join(",", parts);
	}

	private boolean isIn(int day) {
		return day <= DayOfWeek.values().length && this.days.contains(DayOfWeek.of(day));
	}

	private static String written(int day) {
		return DayOfWeek.of(day).name().substring(0, 3).toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return "%s %s to %s %s".formatted(writtenDays(), this.from, this.to, this.zone);
	}

	private List<Interval> around(Instant instant, int daysAfter) {
		LocalDate today = LocalDate.ofInstant(instant, this.zone);
		return today.minusDays(DAYS_BEFORE)
			.datesUntil(today.plusDays(daysAfter))
			.filter((date) -> this.days.contains(date.getDayOfWeek()))
			.map(this::beginningOn)
			.toList();
	}

	private Interval beginningOn(LocalDate date) {
		LocalDate last = this.to.isAfter(this.from) ? date : date.plusDays(1);
		return new Interval(LocalTimes.instantOf(date.atTime(this.from), this.zone),
				LocalTimes.instantOf(last.atTime(this.to), this.zone));
	}

}
