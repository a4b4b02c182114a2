package io.github.dataflowautoscaler.webhook.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the schedule of a {@link Policy}, and for {@link WindowSettings}.
 */
class ScheduleTests {

	private static final Duration LEAD = Duration.ofMinutes(1);

	/** From 8 to 18 in Berlin, which is 7 to 17 in winter. */
	private static final WindowSettings OFFICE = window("office", "mon-fri", "08:00", "18:00", 4, null);

	@Test
	@DisplayName("a raised minimum is in force before its window, and not after it")
	void raisedMinimum() {
		Policy policy = policy(OFFICE);
		assertThat(policy.at(Instant.parse("2026-11-27T06:58:59Z"), LEAD).policy().minInstances()).isEqualTo(2);
		InForce before = policy.at(Instant.parse("2026-11-27T06:59:00Z"), LEAD);
		assertThat(before.policy().minInstances()).isEqualTo(4);
		assertThat(before.window()).isNull();
		InForce within = policy.at(Instant.parse("2026-11-27T16:59:30Z"), LEAD);
		assertThat(within.policy().minInstances()).isEqualTo(4);
		assertThat(within.window()).isNotNull();
		assertThat(policy.at(Instant.parse("2026-11-27T17:00:00Z"), LEAD).policy().minInstances()).isEqualTo(2);
	}

	@Test
	@DisplayName("a minimum that is in force early needs a maximum to fit")
	void maximumFits() {
		Policy policy = policy(window("office", null, "08:00", "18:00", 9, 12));
		Policy early = policy.at(Instant.parse("2026-11-27T06:59:30Z"), LEAD).policy();
		assertThat(early.minInstances()).isEqualTo(9);
		assertThat(early.maxInstances()).isEqualTo(9);
		assertThat(policy.at(Instant.parse("2026-11-27T07:00:00Z"), LEAD).policy().maxInstances()).isEqualTo(12);
	}

	@Test
	@DisplayName("a lower maximum is not in force early")
	void loweredMaximum() {
		Policy policy = policy(window("night", null, "22:00", "06:00", null, 3));
		assertThat(policy.at(Instant.parse("2026-11-27T20:59:59Z"), LEAD).policy().maxInstances()).isEqualTo(6);
		assertThat(policy.at(Instant.parse("2026-11-27T21:00:00Z"), LEAD).policy().maxInstances()).isEqualTo(3);
	}

	@Test
	@DisplayName("a window that pauses the policy says until when")
	void paused() {
		Policy policy = policy(new WindowSettings("maintenance", "Europe/Berlin", null, "2026-11-27T08:00",
				"2026-11-27T09:00", null, null, null, null, null, null, true));
		Instant begin = Instant.parse("2026-11-27T07:00:00Z");
		Instant end = Instant.parse("2026-11-27T08:00:00Z");
		assertThat(policy.at(begin.minusSeconds(1), LEAD).policy().pause()).isNull();
		assertThat(policy.at(begin, LEAD).policy().pause()).isEqualTo(new Pause(end));
		assertThat(policy.at(end, LEAD).policy().pause()).isNull();
		Policy resumed = policy.withPause(new Pause(null));
		assertThat(resumed.at(end, LEAD).policy().pause()).isEqualTo(new Pause(null));
	}

	@ParameterizedTest
	@DisplayName("what was read can be sent back")
	@CsvSource({ ",08:00,18:00,", "'mon,wed,sun',22:00,06:30,", ",2026-12-24T14:00,2026-12-27T06:00:01,",
			",,,0 0 22 * * SAT" })
	void roundTrip(String days, String from, String to, String cron) {
		WindowSettings settings = new WindowSettings("w", "America/New_York", days, from, to, cron,
				(cron != null) ? Duration.ofHours(8) : null, 2, 5, 0.7, false, true);
		WindowSettings written = WindowSettings.of(settings.toWindow());
		assertThat(WindowSettings.of(written.toWindow())).isEqualTo(written);
		assertThat(written.toWindow()).isEqualTo(settings.toWindow());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "mon-fri | mon-fri", "SAT,sunday | sat,sun", "fri-mon | mon,fri-sun",
			"mo | mon", "mon-sun | mon-sun", "tue,wed | tue,wed", "mon,tue,wed,sun | mon-wed,sun" })
	void days(String days, String written) {
		assertThat(WindowSettings.of(window("w", days, "08:00", "24:00", 2, null).toWindow()).days())
			.isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"-       | 08:00 | 18:00 | -           | -    | 2 | zone is missing",
			"Berlin  | 08:00 | 18:00 | -           | -    | 2 | zone is 'Berlin'; it must be a time zone such as Europe/Berlin",
			"UTC     | -     | 18:00 | -           | -    | 2 | from is missing",
			"UTC     | 08:00 | -     | -           | -    | 2 | to is missing",
			"UTC     | 8     | 18:00 | -           | -    | 2 | from is '8'; it must be a time such as 08:00, or a date and time such as 2026-12-24T08:00",
			"UTC     | 08:00 | 25:00 | -           | -    | 2 | to is '25:00'; it must be a time such as 08:00, or a date and time such as 2026-12-24T08:00",
			"UTC     | 2026-12-24T08:00 | 18:00 | - | -   | 2 | to is '18:00'; it must be a time such as 08:00, or a date and time such as 2026-12-24T08:00",
			"UTC     | 08:00 | -     | 0 0 8 * * * | PT1H | 2 | it has both cron and from, to or days",
			"UTC     | -     | -     | 0 0 8 * * * | -    | 2 | length is missing",
			"UTC     | 08:00 | 18:00 | -           | PT1H | 2 | length is PT1H, but cron is missing",
			"UTC     | -     | -     | every day   | PT1H | 2 | cron is 'every day'; it must be a cron expression with seconds, such as 0 0 8 * * MON-FRI",
			"UTC     | 08:00 | 18:00 | -           | -    | - | it changes none of minInstances, maxInstances, targetUtilization, scaleIn and paused",
			"UTC     | 08:00 | 18:00 | -           | -    | 7 | maxInstances is 6, which is below minInstances 7",
			"UTC     | 08:00 | 18:00 | -           | -    | 0 | minInstances is 0; it must be at least 1" })
	void wrong(String zone, String from, String to, String cron, Duration length, Integer min, String message) {
		WindowSettings settings = new WindowSettings("w", zone, null, from, to, cron, length, min, null, null, null,
				null);
		assertThatIllegalArgumentException().isThrownBy(() -> policy(settings))
			.withMessage("schedule: window 'w': " + message);
	}

	@Test
	@DisplayName("a window in words has its times and all that it changes")
	void inWords() {
		assertThat(new WindowSettings("w", "UTC", "mon-fri", "08:00", "09:30", null, null, 2, 5, 0.7, false, true)
			.toWindow())
			.hasToString("w (mon-fri 08:00 to 09:30 UTC: minInstances 2, maxInstances 5,"
					+ " targetUtilization 0.7, no scale-in, paused)");
		assertThat(new WindowSettings("w", "UTC", null, null, null, "0 0 8 * * *", Duration.ofMinutes(1), 2, null, null,
				true, false)
			.toWindow()).hasToString("w (0 0 8 * * * for PT1M UTC: minInstances 2)");
		assertThat(new WindowSettings("w", "UTC", null, "2026-12-24T08:00", "2026-12-27T00:00", null, null, null, 3,
				null, null, null)
			.toWindow()).hasToString("w (2026-12-24T08:00 to 2026-12-27T00:00 UTC: maxInstances 3)");
	}

	@Test
	void noScheduleIsLeftOut() {
		assertThat(PolicySettings.of(policy(), Instant.EPOCH).schedule()).isNull();
		assertThat(PolicySettings.of(policy(OFFICE), Instant.EPOCH).schedule()).hasSize(1);
		String longest = "w".repeat(50);
		assertThat(window(longest, null, "08:00", "09:00", 2, null).toWindow().name()).isEqualTo(longest);
	}

	@Test
	@DisplayName("the most instances are those of any window")
	void mostInstances() {
		assertThat(policy().mostInstances()).isEqualTo(6);
		assertThat(policy(window("a", null, "08:00", "09:00", 1, 9), window("b", null, "08:00", "09:00", 1, 3))
			.mostInstances()).isEqualTo(9);
	}

	@Test
	@DisplayName("a window's target utilization is in force while it is open")
	void targetUtilization() {
		Policy policy = policy(
				new WindowSettings("w", "UTC", null, "08:00", "09:00", null, null, null, null, 0.5, null, null));
		assertThat(policy.at(Instant.parse("2026-11-27T08:00:00Z"), LEAD).policy().targetUtilization())
			.isEqualTo(TargetUtilization.of(0.5));
		assertThat(policy.at(Instant.parse("2026-11-27T07:59:59Z"), LEAD).policy().targetUtilization())
			.isEqualTo(TargetUtilization.of(0.85));
	}

	@Test
	void atMostFiftyWindows() {
		WindowSettings[] fifty = IntStream.range(0, 50)
			.mapToObj((number) -> window("w" + number, null, "08:00", "09:00", 2, null))
			.toArray(WindowSettings[]::new);
		assertThat(policy(fifty).schedule()).hasSize(50);
		WindowSettings[] more = Arrays.copyOf(fifty, 51);
		more[50] = OFFICE;
		assertThatIllegalArgumentException().isThrownBy(() -> policy(more))
			.withMessage("schedule has 51 windows; it must have at most 50");
	}

	@Test
	void wrongDaysAndNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> policy(window("w", "weekdays", "08:00", "18:00", 2, 3)))
			.withMessage("schedule: window 'w': days is 'weekdays'; it must be days such as mon-fri or sat,sun");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> policy(window("w", "mon", "2026-12-24T08:00", "2026-12-24T09:00", 2, 3)))
			.withMessage("schedule: window 'w': days is 'mon', but from has a date");
		assertThatIllegalArgumentException().isThrownBy(() -> policy(window(" ", null, "08:00", "18:00", 2, 3)))
			.withMessage("schedule: a window's name is ' '; it must have 1 to 50 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> policy(OFFICE, OFFICE))
			.withMessage("schedule has two windows of the same name");
	}

	private static Policy policy(WindowSettings... schedule) {
		return new PolicySettings(2, 6, null, null, null, null, null, null, null, null, null, null, null, null,
				List.of(schedule), null, null, null)
			.toPolicy();
	}

	private static WindowSettings window(String name, String days, String from, String to, Integer min, Integer max) {
		return new WindowSettings(name, "Europe/Berlin", days, from, to, null, null, min, max, null, null, null);
	}

}
