package io.github.dataflowautoscaler.shell;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as operators write them.
 */
final class Times {

	/**
	 * {@code 90s}, {@code 1h30m}, {@code 2d}: what ISO 8601 writes with {@code P} and
	 * {@code T}.
	 */
	private static final Pattern SHORT = Pattern.compile("(\\d+d)?((?:\\d+h)?(?:\\d+m)?(?:\\d+(?:\\.\\d+)?s)?)",
			Pattern.CASE_INSENSITIVE);

	private Times() {
	}

	/**
	 * Reads a duration.
	 * @param text the duration, short or as ISO 8601 writes it
	 * @return the duration
	 * @throws DateTimeParseException if it is neither
	 */
	static Duration parse(String text) {
		Matcher matcher = SHORT.matcher(text);
		return Duration.parse(matcher.matches() ? iso(matcher).toUpperCase(Locale.ROOT) : text);
	}

	private static String iso(Matcher time) {
		String days = (time.group(1) != null) ? time.group(1) : "";
		return "P" + days + (time.group(2).isEmpty() ? "" : "T" + time.group(2));
	}

	/**
	 * Writes a duration as it is typed.
	 * @param iso a duration as ISO 8601 writes it
	 * @return such as {@code 1h30m}
	 */
	static String shorten(String iso) {
		return iso.startsWith("PT") ? iso.substring(2).toLowerCase(Locale.ROOT) : iso;
	}

}
