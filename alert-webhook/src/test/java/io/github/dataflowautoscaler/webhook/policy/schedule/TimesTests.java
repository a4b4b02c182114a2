package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.scheduling.support.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Times} and {@link Window}.
 */
class TimesTests {

	/** The clock goes forward at 2026-03-29T01:00Z, and back at 2026-10-25T01:00Z. */
	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

	private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

	@ParameterizedTest
	@DisplayName("a window is open from its first instant until just before its end, also after midnight")
	@CsvSource({ "08:00, 18:00, 2026-11-27T07:00:00Z, 2026-11-27T17:00:00Z",
			"22:00, 06:00, 2026-11-27T21:00:00Z, 2026-11-28T05:00:00Z",
			"00:00, 00:00, 2026-11-26T23:00:00Z, 2026-11-27T23:00:00Z" })
	void halfOpen(LocalTime from, LocalTime to, Instant begin, Instant end) {
		Times friday = new WeeklyTimes(Set.of(DayOfWeek.FRIDAY), from, to, BERLIN);
		assertThat(friday.include(begin.minusNanos(1))).isFalse();
		assertThat(friday.include(begin)).isTrue();
		assertThat(friday.include(end.minusNanos(1))).isTrue();
		assertThat(friday.include(end)).isFalse();
		assertThat(friday.nextChange(begin.minusSeconds(1))).contains(begin);
		assertThat(friday.nextChange(begin)).contains(end);
		assertThat(friday.nextChange(end)).contains(begin.plus(Duration.ofDays(7)));
	}

	@ParameterizedTest
	@DisplayName("where the clock is changed, a window begins and ends once")
	@CsvSource({ "02:30, 04:00, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
			"01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
			"02:30, 04:00, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
			"01:00, 02:30, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
			"22:00, 06:00, 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z" })
	void clockChanges(LocalTime from, LocalTime to, Instant begin, Instant end) {
		Times daily = new WeeklyTimes(EVERY_DAY, from, to, BERLIN);
		assertThat(daily.nextChange(begin.minusSeconds(1))).contains(begin);
		assertThat(daily.nextChange(begin)).contains(end);
		assertThat(daily.nextChange(end).orElseThrow()).isAfter(end.plus(Duration.ofHours(12)));
	}

	@Test
	@DisplayName("a window that the clock leaves out is not open that day, and is the week after")
	void leftOut() {
		Times sundays = new WeeklyTimes(Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 15), LocalTime.of(2, 45), BERLIN);
		assertThat(sundays.include(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
		assertThat(sundays.nextChange(Instant.parse("2026-03-28T00:00:00Z")))
			.contains(Instant.parse("2026-04-05T00:15:00Z"));
	}

	@Test
	@DisplayName("a window that is always open has no next change")
	void alwaysOpen() {
		Times always = new WeeklyTimes(EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);
		assertThat(always.nextChange(Instant.parse("2026-10-24T12:00:00Z"))).isEmpty();
	}

	@Test
	void once() {
		Times once = new DatedTimes(LocalDateTime.parse("2026-12-24T14:00"), LocalDateTime.parse("2026-12-27T06:00"),
				BERLIN);
		Instant begin = Instant.parse("2026-12-24T13:00:00Z");
		Instant end = Instant.parse("2026-12-27T05:00:00Z");
		assertThat(once.nextChange(Instant.EPOCH)).contains(begin);
		assertThat(once.nextChange(begin)).contains(end);
		assertThat(once.include(begin)).isTrue();
		assertThat(once.include(end)).isFalse();
		assertThat(once.nextChange(end)).isEmpty();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DatedTimes(LocalDateTime.parse("2026-12-24T14:00"),
					LocalDateTime.parse("2026-12-24T14:00"), BERLIN))
			.withMessage("to is 2026-12-24T14:00, which is not after from 2026-12-24T14:00");
	}

	@Test
	@DisplayName("a window by a cron expression lasts for its length, also where the clock is put back")
	void cron() {
		Times nights = new CronTimes(CronExpression.parse("0 0 22 * * SAT"), Duration.ofHours(8), BERLIN);
		Instant begin = Instant.parse("2026-10-24T20:00:00Z");
		assertThat(nights.nextChange(begin.minusSeconds(1))).contains(begin);
		assertThat(nights.nextChange(begin)).contains(begin.plus(Duration.ofHours(8)));
		assertThat(nights.include(begin.plus(Duration.ofHours(8)).minusNanos(1))).isTrue();
		assertThat(nights.include(begin.plus(Duration.ofHours(8)))).isFalse();
	}

	@Test
	@DisplayName("times that overlap are one time, and one that goes on for ever has no end")
	void cronOverlaps() {
		Times hours = new CronTimes(CronExpression.parse("0 0 8-10 * * *"), Duration.ofMinutes(90), BERLIN);
		Instant begin = Instant.parse("2026-11-27T07:00:00Z");
		assertThat(hours.nextChange(begin)).contains(Instant.parse("2026-11-27T10:30:00Z"));
		Times always = new CronTimes(CronExpression.parse("0 * * * * *"), Duration.ofMinutes(1), BERLIN);
		assertThat(always.nextChange(begin)).isEmpty();
		assertThat(always.include(begin)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "PT1M", "PT168H" })
	void shortestAndLongest(Duration length) {
		Instant begin = Instant.parse("2026-11-27T07:00:00Z");
		Times once = new CronTimes(CronExpression.parse("0 0 8 27 11 *"), length, BERLIN);
		assertThat(once.nextChange(begin)).contains(begin.plus(length));
	}

	@ParameterizedTest
	@CsvSource({ "PT59S, length is PT59S; it must be from PT1M to PT168H",
			"PT168H1S, length is PT168H1S; it must be from PT1M to PT168H" })
	void length(Duration length, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CronTimes(CronExpression.parse("0 0 8 * * *"), length, BERLIN))
			.withMessage(message);
	}

	@Test
	@DisplayName("the first window that is open is in force, and changes of others are none")
	void order() {
		Window holiday = window("holiday", new DatedTimes(LocalDateTime.parse("2026-11-27T10:00"),
				LocalDateTime.parse("2026-11-28T10:00"), BERLIN));
		Window office = window("office", new WeeklyTimes(WORKDAYS, LocalTime.of(8, 0), LocalTime.of(18, 0), BERLIN));
		List<Window> schedule = List.of(holiday, office);
		Instant morning = Instant.parse("2026-11-27T08:00:00Z");
		Instant noon = Instant.parse("2026-11-27T11:00:00Z");
		assertThat(Window.inForce(schedule, morning)).contains(office);
		assertThat(Window.nextChange(schedule, morning)).contains(Instant.parse("2026-11-27T09:00:00Z"));
		assertThat(Window.inForce(schedule, noon)).contains(holiday);
		assertThat(Window.nextChange(schedule, noon)).contains(Instant.parse("2026-11-28T09:00:00Z"));
		assertThat(Window.inForce(schedule, Instant.parse("2026-11-28T09:00:00Z"))).isEmpty();
	}

	@Test
	@DisplayName("windows that are never in force are no reason to look further than a year")
	void hidden() {
		Window always = window("always", new WeeklyTimes(EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN));
		Window hidden = window("hidden", new WeeklyTimes(EVERY_DAY, LocalTime.of(8, 0), LocalTime.of(9, 0), BERLIN));
		assertThat(Window.nextChange(List.of(always, hidden), Instant.parse("2026-11-27T08:00:00Z")))
			.isEqualTo(Optional.empty());
	}

	@Test
	@DisplayName("windows that others hide, or whose time is over, are never in force")
	void neverInForce() {
		Window over = window("over", new DatedTimes(LocalDateTime.parse("2025-11-27T10:00"),
				LocalDateTime.parse("2025-11-28T10:00"), BERLIN));
		Window office = window("office", new WeeklyTimes(WORKDAYS, LocalTime.of(8, 0), LocalTime.of(18, 0), BERLIN));
		Window noon = window("noon",
				new WeeklyTimes(Set.of(DayOfWeek.MONDAY), LocalTime.of(12, 0), LocalTime.of(13, 0), BERLIN));
		Instant now = Instant.parse("2026-11-27T08:00:00Z");
		assertThat(Window.neverInForce(List.of(over, office, noon), now)).containsExactly(over, noon);
		assertThat(Window.neverInForce(List.of(noon, office), now)).isEmpty();
	}

	private static Window window(String name, Times times) {
		return new Window(name, times, 2, null, null, true, false);
	}

}
