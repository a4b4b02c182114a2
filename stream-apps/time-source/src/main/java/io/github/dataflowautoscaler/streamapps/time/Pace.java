package io.github.dataflowautoscaler.streamapps.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how many messages are due, so that one is sent per delay on average. What a late
 * timer or a slow send missed is made up for, up to a second's worth; a longer stop is
 * not followed by a burst. Not thread-safe: one poller asks.
 */
final class Pace {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

	private static final long LONGEST_CATCH_UP = Duration.ofSeconds(1).toNanos();

	private final long delay;

	private final LongSupplier nanoTime;

	private long nextDue;

	/**
	 * Starts counting at once.
	 * @param delay the time between two messages, at least a nanosecond
	 * @param firstDelay the time before the first message
	 * @param nanoTime the time in nanoseconds, from any origin
	 */
	Pace(Duration delay, Duration firstDelay, LongSupplier nanoTime) {
		this.delay = delay.toNanos();
		this.nanoTime = nanoTime;
		this.nextDue = nanoTime.getAsLong() + firstDelay.toNanos();
	}

	/**
	 * Takes one message if one is due.
	 * @return whether a message is to be sent now
	 */
	boolean takeDue() {
		long late = this.nanoTime.getAsLong() - this.nextDue;
		if (late < 0) {
			return false;
		}
		if (late > LONGEST_CATCH_UP) {
			// All that fell due earlier is dropped; whole delays keep the rhythm.
			this.nextDue += Math.floorDiv(late - LONGEST_CATCH_UP, this.delay) * this.delay;
		}
		this.nextDue += this.delay;
		return true;
	}

	/**
	 * Returns how long to wait before asking again.
	 * @return zero if a message is due, otherwise the time until then, at least a
	 * millisecond
	 */
	Duration untilDue() {
		Duration untilDue = Duration.ofNanos(this.nextDue - this.nanoTime.getAsLong());
		if (untilDue.isNegative()) {
			return Duration.ZERO;
		}
		return (untilDue.compareTo(SHORTEST_PAUSE) < 0) ? SHORTEST_PAUSE : untilDue;
	}

}
