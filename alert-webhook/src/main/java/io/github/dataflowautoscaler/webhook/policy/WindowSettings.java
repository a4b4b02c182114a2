package io.github.dataflowautoscaler.webhook.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.schedule.CronTimes;
import io.github.dataflowautoscaler.webhook.policy.schedule.DatedTimes;
import io.github.dataflowautoscaler.webhook.policy.schedule.Times;
import io.github.dataflowautoscaler.webhook.policy.schedule.WeeklyTimes;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/**
 * A window of a policy as operators write it: either {@code from} and {@code to}, or
 * {@code cron} and {@code length}, and at least one setting that it changes.
 *
 * @param name required, unique in the policy
 * @param zone required: a time zone, such as {@code Europe/Berlin}
 * @param days days of the week on which it begins, such as {@code mon-fri} or
 * {@code sat,sun}; default: every day; only with local times
 * @param from when it begins: a local time, such as {@code 08:00}, for every week; or a
 * local date and time, such as {@code 2026-12-24T08:00}, for once
 * @param to when it ends, likewise; a time that is not later than {@code from} is one of
 * the next day
 * @param cron times at which it begins, with seconds, such as {@code 0 0 8 * * MON-FRI}
 * @param length how long it lasts from each of these times on, from a minute to a week
 * @param minInstances default: as in the policy
 * @param maxInstances default: as in the policy
 * @param targetUtilization default: as in the policy
 * @param scaleIn {@code false} keeps the number from being lowered; default {@code true}
 * @param paused default: as in the policy
 */
public record WindowSettings(@Nullable String name, @Nullable String zone, @Nullable String days, @Nullable String from,
		@Nullable String to, @Nullable String cron, @Nullable Duration length, @Nullable Integer minInstances,
		@Nullable Integer maxInstances, @Nullable Double targetUtilization, @Nullable Boolean scaleIn,
		@Nullable Boolean paused) {

	private static final int LONGEST_NAME = 50;

	private static final String MOMENT = "it must be a time such as 08:00, or a date and time such as 2026-12-24T08:00";

	/**
	 * Reads the window.
	 * @return the window
	 * @throws IllegalArgumentException naming the window, its setting and the value
	 */
	public Window toWindow() {
		if (this.name == null || this.name.isBlank() || this.name.length() > LONGEST_NAME) {
			throw new IllegalArgumentException("schedule: a window's name is '%s'; it must have 1 to %s characters"
				.formatted(Quoted.shortened(Objects.requireNonNullElse(this.name, "")), LONGEST_NAME));
		}
		try {
			if (!changesSomething()) {
				throw new IllegalArgumentException(
						"it changes none of minInstances, maxInstances, targetUtilization, scaleIn and paused");
			}
			return new Window(this.name, times(), this.minInstances, this.maxInstances, this.targetUtilization,
					!Boolean.FALSE.equals(this.scaleIn), Boolean.TRUE.equals(this.paused));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"schedule: window '%s': %s".formatted(Quoted.shortened(this.name), ex.getMessage()), ex);
		}
	}

	private boolean changesSomething() {
		return this.minInstances != null || this.maxInstances != null || this.targetUtilization != null
				|| Boolean.FALSE.equals(this.scaleIn) || Boolean.TRUE.equals(this.paused);
	}

	private Times times() {
		ZoneId zone = read("zone", this.zone, ZoneId::of, "it must be a time zone such as Europe/Berlin");
		if (this.cron != null) {
			if (this.from != null || this.to != null || this.days != null) {
				throw new IllegalArgumentException("it has both cron and from, to or days");
			}
			if (this.length == null) {
				throw new IllegalArgumentException("length is missing");
			}
			return new CronTimes(read("cron", this.cron, CronExpression::parse,
					"it must be a cron expression with seconds, such as 0 0 8 * * MON-FRI"), this.length, zone);
		}
		if (this.length != null) {
			throw new IllegalArgumentException("length is %s, but cron is missing".formatted(this.length));
		}
		if (this.from != null && this.from.contains("T")) {
			if (this.days != null) {
				throw new IllegalArgumentException("days is '%s', but from has a date".formatted(this.days));
			}
			return new DatedTimes(read("from", this.from, LocalDateTime::parse, MOMENT),
					read("to", this.to, LocalDateTime::parse, MOMENT), zone);
		}
		return new WeeklyTimes((this.days != null) ? days(this.days) : EnumSet.allOf(DayOfWeek.class),
				read("from", this.from, WindowSettings::time, MOMENT),
				read("to", this.to, WindowSettings::time, MOMENT), zone);
	}

	/** The end of a day is the beginning of the next one. */
	private static LocalTime time(String text) {
		return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
	}

	private static Set<DayOfWeek> days(String text) {
		Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
		for (String part : text.split(",", -1)) {
			String[] ends = part.split("-", 2);
			DayOfWeek last = day(text, ends[ends.length - 1]);
			for (DayOfWeek day = day(text, ends[0]); day != last; day = day.plus(1)) {
				days.add(day);
			}
			days.add(last);
		}
		return days;
	}

	private static DayOfWeek day(String text, String name) {
		String upper = name.strip().toUpperCase(Locale.ROOT);
		return Arrays.stream(DayOfWeek.values())
			.filter((day) -> upper.length() >= 2 && day.name().startsWith(upper))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"days is '%s'; it must be days such as mon-fri or sat,sun".formatted(Quoted.shortened(text))));
	}

	private static <T> T read(String setting, @Nullable String text, Function<String, T> reader, String needed) {
		if (text == null) {
			throw new IllegalArgumentException(setting + " is missing");
		}
		try {
			return reader.apply(text.strip());
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s is '%s'; %s".formatted(setting, Quoted.shortened(text), needed), ex);
		}
	}

	/**
	 * Writes a window out, so that what was read can be sent back.
	 * @param window the window
	 * @return its settings, {@code null} for those that are as in the policy
	 */
	public static WindowSettings of(Window window) {
		@Nullable Boolean scaleIn = window.scaleIn() ? null : false;
		@Nullable Boolean paused = window.paused() ? true : null;
		String zone = window.times().zone().getId();
		if (window.times() instanceof CronTimes cron) {
			return new WindowSettings(window.name(), zone, null, null, null, cron.cron().toString(), cron.length(),
					window.minInstances(), window.maxInstances(), window.targetUtilization(), scaleIn, paused);
		}
		if (window.times() instanceof DatedTimes dated) {
			return new WindowSettings(window.name(), zone, null, dated.from().toString(), dated.to().toString(), null,
					null, window.minInstances(), window.maxInstances(), window.targetUtilization(), scaleIn, paused);
		}
		WeeklyTimes weekly = (WeeklyTimes) window.times();
		return new WindowSettings(window.name(), zone, weekly.writtenDays(), weekly.from().toString(),
				weekly.to().toString(), null, null, window.minInstances(), window.maxInstances(),
				window.targetUtilization(), scaleIn, paused);
	}

}
