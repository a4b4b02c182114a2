package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A time in which a policy has other settings. What is {@code null} is as in the policy.
 *
 * @param name how operators call it, unique in its policy
 * @param times when it is open
 * @param minInstances fewest instances
 * @param maxInstances most instances
 * @param targetUtilization share of the time that instances should be busy
 * @param scaleIn whether the number of instances may be lowered
 * @param paused whether nothing is decided; {@code false} does not end a pause of the
 * policy
 */
public record Window(String name, Times times, @Nullable Integer minInstances, @Nullable Integer maxInstances,
		@Nullable Double targetUtilization, boolean scaleIn, boolean paused) {

	private static final Duration HORIZON = Duration.ofDays(366);

	/**
	 * Finds the window that is in force: the first one that is open.
	 * @param schedule the windows, the more important ones first
	 * @param instant the time
	 * @return the window, empty if none is open
	 */
	public static Optional<Window> inForce(List<Window> schedule, Instant instant) {
		return schedule.stream().filter((window) -> window.times.include(instant)).findFirst();
	}

	/**
	 * Finds out how long what is in force stays so.
	 * @param schedule the windows, the more important ones first
	 * @param instant the time
	 * @return the next instant from which on another window or none is in force; empty if
	 * none is found within a year
	 */
	public static Optional<Instant> nextChange(List<Window> schedule, Instant instant) {
		Optional<Window> now = inForce(schedule, instant);
		Optional<Instant> next = nextOfAny(schedule, instant);
		while (next.isPresent() && inForce(schedule, next.get()).equals(now)) {
			next = nextOfAny(schedule, next.get()).filter((later) -> later.isBefore(instant.plus(HORIZON)));
		}
		return next;
	}

	/**
	 * What it changes, in words.
	 * @return such as {@code minInstances 4} and {@code no scale-in}
	 */
	public List<String> changes() {
		List<String> changes = new ArrayList<>();
		if (this.minInstances != null) {
			changes.add("minInstances " + this.minInstances);
		}
		if (this.maxInstances != null) {
			changes.add("maxInstances " + this.maxInstances);
		}
		if (this.targetUtilization != null) {
			changes.add("targetUtilization " + this.targetUtilization);
		}
		if (!this.scaleIn) {
			changes.add("no scale-in");
		}
		if (this.paused) {
			changes.add("paused");
		}
		return changes;
	}

	/** For people, in one line. */
	@Override
	public String toString() {
		return "%s (%s: %s)".formatted(this.name, this.times, String.join(", ", changes()));
	}

	/**
	 * Finds the windows that are not in force within a year: others are open whenever
	 * they are, or their time is over.
	 * @param schedule the windows, the more important ones first
	 * @param instant the time
	 * @return those windows, none if each has its time
	 */
	public static List<Window> neverInForce(List<Window> schedule, Instant instant) {
		List<Window> never = new ArrayList<>(schedule);
		Instant end = instant.plus(HORIZON);
		Optional<Instant> next = Optional.of(instant);
		while (!never.isEmpty() && next.isPresent() && next.get().isBefore(end)) {
			inForce(schedule, next.get()).ifPresent(never::remove);
			next = nextOfAny(schedule, next.get());
		}
		return never;
	}

	private static Optional<Instant> nextOfAny(List<Window> schedule, Instant instant) {
		return schedule.stream().flatMap((window) -> window.times.nextChange(instant).stream()).min(Instant::compareTo);
	}

}
