package io.github.dataflowautoscaler.webhook.policy.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A time in which a window is open.
 *
 * @param begin its first instant
 * @param end the first instant after it; one that is not after the beginning leaves
 * nothing, as a local time does over which the clock is put forward
 */
record Interval(Instant begin, Instant end) {

	boolean includes(Instant instant) {
		return !instant.isBefore(this.begin) && instant.isBefore(this.end);
	}

	/**
	 * Finds the next instant at which the union of intervals begins or ends.
	 * @param intervals the intervals
	 * @param instant the time
	 * @return the first instant after it that differs from it, empty if there is none
	 */
	static Optional<Instant> nextChange(List<Interval> intervals, Instant instant) {
		boolean now = includes(intervals, instant);
		return intervals.stream()
			.flatMap((interval) -> Stream.of(interval.begin, interval.end))
			.filter((candidate) -> candidate.isAfter(instant))
			.sorted(Comparator.naturalOrder())
			.filter((candidate) -> includes(intervals, candidate) != now)
			.findFirst();
	}

	static boolean includes(List<Interval> intervals, Instant instant) {
		return intervals.stream().anyMatch((interval) -> interval.includes(instant));
	}

}
