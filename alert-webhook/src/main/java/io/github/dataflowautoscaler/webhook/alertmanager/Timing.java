package io.github.dataflowautoscaler.webhook.alertmanager;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How often a group of alerts is sent.
 *
 * @param groupInterval time between two looks at the group
 * @param repeatInterval time after which alerts that still fire are sent again
 */
public record Timing(Duration groupInterval, Duration repeatInterval) {

	/** Alertmanager's defaults. */
	static final Timing DEFAULT = new Timing(Duration.ofMinutes(5), Duration.ofHours(4));

	private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");

	/**
	 * How often alerts that still fire are really sent. A group is looked at when its
	 * {@code group_interval} ticks only, and the time since the last notification counts
	 * from a moment after the tick: a {@code repeat_interval} of two ticks is not over
	 * yet at the second one.
	 * @return a multiple of the group interval
	 */
	public Duration repetition() {
		long ticks = this.repeatInterval.toMillis() / Math.max(1, this.groupInterval.toMillis()) + 1;
		return this.groupInterval.multipliedBy(ticks);
	}

	/**
	 * Reads a duration as Prometheus and Alertmanager write it.
	 * @param text such as {@code 1h30m}
	 * @return the duration
	 */
	static Duration duration(String text) {
		return PART.matcher(text).results().map(Timing::part).reduce(Duration.ZERO, Duration::plus);
	}

	private static Duration part(MatchResult part) {
		long number = Long.parseLong(part.group(1));
		return switch (part.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			case "d" -> Duration.ofDays(number);
			case "w" -> Duration.ofDays(7 * number);
			default -> Duration.ofDays(365 * number);
		};
	}

}
