package io.github.dataflowautoscaler.bench.webhook;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When the requests of a phase are due.
 */
@FunctionalInterface
interface Pace {

	/**
	 * When a request should be sent. The latency counts from that moment, however late it
	 * is sent, so that a stall shows in all the requests that it holds up.
	 * @param number the request's number, from 0
	 * @param elapsed nanoseconds since the beginning
	 * @return nanoseconds after the beginning, empty if the phase is over
	 */
	OptionalLong due(long number, long elapsed);

	/**
	 * A number of requests, each when the one before on the same connection is answered.
	 * @param count how many
	 * @return a closed loop
	 */
	static Pace times(long count) {
		return (number, elapsed) -> (number < count) ? OptionalLong.of(elapsed) : OptionalLong.empty();
	}

	/**
	 * Requests for some time, each when the one before on the same connection is
	 * answered.
	 * @param duration how long
	 * @return a closed loop
	 */
	static Pace during(Duration duration) {
		return (number, elapsed) -> (elapsed < duration.toNanos()) ? OptionalLong.of(elapsed) : OptionalLong.empty();
	}

	/**
	 * Requests at a fixed rate, whether or not the ones before are answered.
	 * @param perSecond requests per second
	 * @param duration how long
	 * @return an open loop
	 */
	static Pace rate(double perSecond, Duration duration) {
		return (number, elapsed) -> {
			long due = (long) (number * 1e9 / perSecond);
			return (due < duration.toNanos()) ? OptionalLong.of(due) : OptionalLong.empty();
		};
	}

}
