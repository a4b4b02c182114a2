package io.github.dataflowautoscaler.webhook.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

/**
 * A week of a policy with a schedule: the bounds that are in force at each time, and the
 * instances that ran. The drawing has one unit of width for each minute, and a height of
 * 100.
 *
 * @param zone whose days they are: those of the first window
 * @param width minutes of the week, not the same in a week in which the clock is changed
 * @param most the number of instances at the top
 * @param days the names of the seven days
 * @param spans the bounds, one after the other
 * @param run the line of the instances that ran
 * @param now where the present is
 */
public record Week(ZoneId zone, long width, int most, List<String> days, List<Span> spans, String run, long now) {

	private static final int DAYS_BEFORE = 3;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

	/**
	 * The first instant of the week that is drawn around a time.
	 * @param policy a policy with a schedule
	 * @param now the time
	 * @return midnight three days before, where the schedule's first window is
	 */
	static Instant begin(Policy policy, Instant now) {
		return first(policy, now).atStartOfDay(zone(policy)).toInstant();
	}

	private static LocalDate first(Policy policy, Instant now) {
		return now.atZone(zone(policy)).toLocalDate().minusDays(DAYS_BEFORE);
	}

	private static ZoneId zone(Policy policy) {
		return policy.schedule().get(0).times().zone();
	}

	/**
	 * Draws a week, with the windows as they are set now also for the days before.
	 * @param policy a policy with a schedule
	 * @param now the time
	 * @param instances the instances that ran, by time, {@code null} where that is
	 * unknown
	 * @return the drawing
	 */
	static Week of(Policy policy, Instant now, Map<Instant, @Nullable Integer> instances) {
		LocalDate first = first(policy, now);
		Instant end = first.plusDays(7).atStartOfDay(zone(policy)).toInstant();
		int most = Math.max(policy.mostInstances(),
				instances.values().stream().mapToInt((count) -> (count != null) ? count : 0).max().orElse(0));
		Ground ground = new Ground(zone(policy), begin(policy, now), most);
		List<Span> spans = new ArrayList<>();
		for (Instant from = ground.begin(); from.isBefore(end);) {
			Instant to = Window.nextChange(policy.schedule(), from).filter((next) -> next.isBefore(end)).orElse(end);
			spans.add(span(policy, from, to, ground));
			from = to;
		}
		return new Week(ground.zone(), ground.x(end), most,
				IntStream.range(0, 7).mapToObj((day) -> DAY.format(first.plusDays(day))).toList(), List.copyOf(spans),
				line(instances, ground), ground.x(now));
	}

	private static Span span(Policy policy, Instant from, Instant to, Ground ground) {
		@Nullable Window window = Window.inForce(policy.schedule(), from).orElse(null);
		Policy inForce = policy.at(from, Duration.ZERO).policy();
		long top = ground.y(inForce.maxInstances());
		String words = "%s to %s, %s: %d to %d instances%s".formatted(ground.time(from), ground.time(to),
				(window != null) ? window.name() : "no window", inForce.minInstances(), inForce.maxInstances(),
				restrictions(window));
		return new Span(ground.x(from), ground.x(to) - ground.x(from), top, ground.y(inForce.minInstances()) - top,
				style(window), words);
	}

	private static String restrictions(@Nullable Window window) {
		if (window == null || (window.scaleIn() && !window.paused())) {
			return "";
		}
		return window.paused() ? ", paused" : ", no scale-in";
	}

	private static String style(@Nullable Window window) {
		if (window == null) {
			return "none";
		}
		return window.paused() ? "window paused" : "window";
	}

	private static String line(Map<Instant, @Nullable Integer> instances, Ground ground) {
		StringBuilder line = new StringBuilder();
		boolean known = false;
		for (Map.Entry<Instant, @Nullable Integer> moment : instances.entrySet()) {
			@Nullable Integer count = moment.getValue();
			if (count != null) {
				// A step: nothing is between two numbers of instances.
				line.append((known ? "H%d V%d" : "M%d %d").formatted(ground.x(moment.getKey()), ground.y(count)));
			}
			known = count != null;
		}
		return line.toString();
	}

	/**
	 * A time in which the same bounds are in force.
	 *
	 * @param from its first minute
	 * @param width its minutes
	 * @param top where the maximum is
	 * @param height from there to the minimum
	 * @param style classes of the style sheet
	 * @param words the same in words
	 */
	public record Span(long from, long width, long top, long height, String style, String words) {
	}

	/**
	 * What is drawn on.
	 *
	 * @param zone whose times of day are written
	 * @param begin the time at the left
	 * @param most the number of instances at the top
	 */
	private record Ground(ZoneId zone, Instant begin, int most) {

		long x(Instant time) {
			return Duration.between(this.begin, time).toMinutes();
		}

		long y(int instances) {
			return Math.round(100 * (1 - instances / (double) this.most));
		}

		String time(Instant time) {
			return TIME.format(time.atZone(this.zone));
		}

	}

}
