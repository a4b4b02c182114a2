package io.github.dataflowautoscaler.webhook.decision;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Forecaster}, {@link Skill}, {@link Candidate} and
 * {@link MinuteHistory}.
 */
class ForecasterTests {

	private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

	/** A Monday; the clocks change in the night to the third Sunday. */
	private static final ZonedDateTime BEGIN = ZonedDateTime.of(2026, 3, 9, 0, 0, 0, 0, ZONE);

	private static final Duration LEAD = Duration.ofSeconds(65);

	private static final double FLOOR = 1000;

	private static final LocalTime NINE = LocalTime.of(9, 0);

	private final Forecaster forecaster = new Forecaster(ZONE);

	private ZonedDateTime noted = BEGIN;

	@Test
	@DisplayName("a rise that comes every day is foreseen when its instances have to be requested, until it has come")
	void everyDay() {
		live(day(7), ForecasterTests::office);
		live(day(7).with(LocalTime.of(8, 57)), ForecasterTests::office);
		assertThat(at(8, 57, 54)).isZero();
		assertThat(at(8, 57, 55)).isEqualTo(8000);
		live(day(7).with(LocalTime.of(9, 7)), ForecasterTests::office);
		assertThat(at(9, 7, 59)).isEqualTo(8000);
		live(day(7).with(LocalTime.of(9, 8)), ForecasterTests::office);
		assertThat(at(9, 8, 0)).isZero();
	}

	@Test
	@DisplayName("the reason says how often the level was seen, and when")
	void explanation() {
		live(day(7).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(forecast(8, 58, 0).explanation())
			.isEqualTo("8,000/s were seen at 09:00 on 4 of 4 days (1, 2, 3 and 7 days before)");
	}

	@Test
	@DisplayName("the level is the one that was reached on three days, and one day without it makes no difference")
	void holiday() {
		live(day(8), (time) -> time.toLocalDate().equals(day(6).toLocalDate()) ? 500 : office(time));
		live(day(8).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(forecast(8, 58, 0).rate()).isEqualTo(8000);
		assertThat(forecast(8, 58, 0).explanation()).contains("on 3 of 4 days");
	}

	@Test
	@DisplayName("what is unknown is not zero: three days of which something is known are enough, two are not")
	void gaps() {
		live(day(8), (time) -> time.toLocalDate().equals(day(6).toLocalDate()) ? Double.NaN : office(time));
		live(day(8).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(forecast(8, 58, 0).explanation()).contains("on 3 of 3 days");
		Forecaster young = new Forecaster(ZONE);
		for (ZonedDateTime time = BEGIN; time.isBefore(day(2).with(LocalTime.of(8, 58))); time = time.plusMinutes(1)) {
			young.note(time.toInstant(), office(time), LEAD, FLOOR);
		}
		assertThat(young.at(day(2).with(LocalTime.of(8, 58)).toInstant(), LEAD, Instant.EPOCH).rate()).isZero();
	}

	@Test
	@DisplayName("minutes that nobody noted are unknown")
	void skipped() {
		live(day(5), ForecasterTests::office);
		this.noted = day(6);
		live(day(8).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(forecast(8, 58, 0).explanation()).contains("on 3 of 3 days");
	}

	@Test
	@DisplayName("after a rise that did not come, nothing is foreseen until the same time on the next day")
	void miss() {
		live(day(8), (time) -> office(time) + peak(time));
		assertThat(skill(day(8).with(LocalTime.of(8, 58)), (time) -> 500)).isEqualTo(8000);
		assertThat(skill(day(8).with(LocalTime.of(19, 58)), (time) -> peak(time) + 500)).isZero();
		assertThat(forecast(19, 58, 0).explanation()).contains("did not come");
		assertThat(skill(day(9).with(LocalTime.of(8, 58)), (time) -> peak(time) + 500)).isEqualTo(8000);
	}

	@Test
	@DisplayName("a load of the week is foreseen from the week before, and not on its days off")
	void week() {
		live(day(14), ForecasterTests::workdays);
		assertThat(skill(day(14).with(LocalTime.of(8, 58)), ForecasterTests::workdays)).isEqualTo(8000);
		assertThat(forecast(8, 58, 0).explanation()).isEqualTo("8,000/s were seen at 09:00 a week before");
		assertThat(skill(day(19).with(LocalTime.of(8, 58)), ForecasterTests::workdays)).isZero();
	}

	@Test
	@DisplayName("when the clocks change, the rise comes at the same time on the clock")
	void clocks() {
		live(day(20).with(LocalTime.of(7, 58)), ForecasterTests::office);
		assertThat(at(7, 58, 0)).isZero();
		live(day(20).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(at(8, 58, 0)).isEqualTo(8000);
	}

	@Test
	@DisplayName("a time that the clocks skipped is unknown, and of one that they showed twice, the first one counts")
	void changes() {
		MinuteHistory history = new MinuteHistory(ZONE);
		for (ZonedDateTime time = day(18); time.isBefore(day(21)); time = time.plusMinutes(1)) {
			history.put(time.toEpochSecond() / 60, time.getHour() * 100 + time.getMinute());
		}
		assertThat(history.before(day(21).withHour(2).withMinute(30).toEpochSecond() / 60, 1)).isNaN();
		assertThat(history.before(day(21).withHour(3).withMinute(30).toEpochSecond() / 60, 1)).isEqualTo(330);
		ZonedDateTime october = ZonedDateTime.of(2026, 10, 25, 0, 0, 0, 0, ZONE);
		for (int minute = 0; minute < 25 * 60; minute++) {
			history.put(october.toEpochSecond() / 60 + minute, minute);
		}
		assertThat(history.before(october.plusDays(1).withHour(2).withMinute(30).toEpochSecond() / 60, 1))
			.isEqualTo(150);
	}

	@Test
	@DisplayName("one false value does not raise the level above what other days have seen")
	void bound() {
		live(day(16), (time) -> {
			boolean faulty = time.toLocalDate().equals(day(9).toLocalDate()) && time.getHour() == 9;
			return faulty ? 1_000_000 : workdays(time);
		});
		assertThat(skill(day(16).with(LocalTime.of(8, 58)), ForecasterTests::workdays)).isEqualTo(8000);
	}

	@Test
	@DisplayName("two rises may be chance, so nothing is foreseen before a third one was")
	void chance() {
		live(day(3).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(at(8, 58, 0)).isZero();
		live(day(4).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(at(8, 58, 0)).isZero();
		live(day(5).with(LocalTime.of(8, 58)), ForecasterTests::office);
		assertThat(at(8, 58, 0)).isEqualTo(8000);
	}

	@Test
	@DisplayName("a rise that the fewest instances can handle is not worth foreseeing")
	void floor() {
		Forecaster large = new Forecaster(ZONE);
		for (ZonedDateTime time = BEGIN; time.isBefore(day(8).with(LocalTime.of(8, 58))); time = time.plusMinutes(1)) {
			large.note(time.toInstant(), office(time), LEAD, 10_000);
		}
		assertThat(large.at(day(8).with(LocalTime.of(8, 58)).toInstant(), LEAD, Instant.EPOCH).rate()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "7", "11", "13" })
	@DisplayName("a load that rises at other times every day is never foreseen")
	void withoutSeason(int step) {
		int raised = 0;
		for (ZonedDateTime time = BEGIN; time.isBefore(day(21)); time = time.plusMinutes(1)) {
			int day = (int) Duration.between(BEGIN, time).toDays();
			int minute = time.getHour() * 60 + time.getMinute();
			boolean high = (minute + day * step * 37) % 311 < 30;
			this.forecaster.note(time.toInstant(), high ? 6000 : 1500, LEAD, FLOOR);
			raised += (this.forecaster.at(time.plusMinutes(1).toInstant(), LEAD, Instant.EPOCH).rate() > 0) ? 1 : 0;
		}
		assertThat(raised).isZero();
	}

	@Test
	@DisplayName("a forecast that nobody has renewed for a minute counts for nothing")
	void old() {
		Forecast forecast = new Forecast(50, Instant.EPOCH.plusSeconds(60), "why");
		assertThat(forecast.at(Instant.EPOCH.plusSeconds(59))).isEqualTo(50);
		assertThat(forecast.at(Instant.EPOCH.plusSeconds(60))).isZero();
	}

	private static double office(ZonedDateTime time) {
		return (!time.toLocalTime().isBefore(NINE) && time.getHour() < 17) ? 8000 : 500;
	}

	private static double peak(ZonedDateTime time) {
		return (time.getHour() == 20) ? 6000 : 0;
	}

	private static double workdays(ZonedDateTime time) {
		boolean off = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
		return off ? 500 : office(time);
	}

	private static ZonedDateTime day(int number) {
		return BEGIN.plusDays(number);
	}

	/** Notes all minutes that are over at a time. */
	private void live(ZonedDateTime until, ToDoubleFunction<ZonedDateTime> rate) {
		while (this.noted.isBefore(until)) {
			this.forecaster.note(this.noted.toInstant(), rate.applyAsDouble(this.noted), LEAD, FLOOR);
			this.noted = this.noted.plusMinutes(1);
		}
	}

	private double skill(ZonedDateTime until, ToDoubleFunction<ZonedDateTime> rate) {
		live(until, rate);
		return this.forecaster.at(until.toInstant(), LEAD, Instant.EPOCH).rate();
	}

	private double at(int hour, int minute, int second) {
		return forecast(hour, minute, second).rate();
	}

	/** On the day of the minute that was noted last. */
	private Forecast forecast(int hour, int minute, int second) {
		ZonedDateTime now = this.noted.with(LocalTime.of(hour, minute, second));
		return this.forecaster.at(now.toInstant(), LEAD, Instant.EPOCH);
	}

}
