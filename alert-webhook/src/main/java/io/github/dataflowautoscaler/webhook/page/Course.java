package io.github.dataflowautoscaler.webhook.page;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The arrival in the last hour, as a line. The drawing has one unit of width for each
 * interval, and a height of 100.
 *
 * @param width the drawing's width
 * @param path the line
 * @param words the same in words
 */
public record Course(int width, String path, String words) {

	/**
	 * Draws a course.
	 * @param values messages per second, oldest first, {@code null} where it is unknown
	 * @return the course, {@code null} if nothing is known
	 */
	static @Nullable Course of(List<@Nullable Double> values) {
		List<Double> known = values.stream().filter(Objects::nonNull).map((value) -> (Double) value).toList();
		if (known.isEmpty()) {
			return null;
		}
		double least = known.stream().mapToDouble(Double::doubleValue).min().orElse(0);
		double most = known.stream().mapToDouble(Double::doubleValue).max().orElse(0);
		return new Course(values.size() - 1, path(values, most), "Between %s and %s messages/s arrived in the last hour"
			.formatted(Words.INSTANCE.number(least), Words.INSTANCE.number(most)));
	}

	/**
	 * Draws a line.
	 * @param values the values, oldest first, {@code null} where one is unknown
	 * @param most the value at the ground's top
	 * @return the line's path
	 */
	static String path(List<@Nullable Double> values, double most) {
		StringBuilder path = new StringBuilder();
		@Nullable Double last = null;
		for (int i = 0; i < values.size(); i++) {
			@Nullable Double value = values.get(i);
			if (value != null) {
				path.append((last != null) ? "L" : "M")
					.append(i)
					.append(' ')
					.append((most > 0) ? Math.round(100 * (1 - value / most)) : 100);
			}
			last = value;
		}
		return path.toString();
	}

}
