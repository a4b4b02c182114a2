package io.github.dataflowautoscaler.webhook.status;

import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bottleneck of a stream: of the applications with more work than they can do,
 * the one whose messages wait longest.
 */
public final class Bottleneck {

	/** Waiting work, in seconds of input, from which on an application lags behind. */
	private static final double LATE = 30;

	/** Busy share from which on an application has no time left. */
	private static final double BUSY = 0.95;

	private Bottleneck() {
	}

	/**
	 * Finds the bottleneck.
	 * @param stream what was measured of each application of a stream
	 * @return the application, empty if all keep up, as far as it is known
	 */
	public static Optional<ApplicationId> of(Map<ApplicationId, Measures> stream) {
		return stream.entrySet()
			.stream()
			.filter((application) -> isBehind(application.getValue()))
			.max(Comparator
				.<Entry<ApplicationId, Measures>>comparingDouble((application) -> waiting(application.getValue()))
				.thenComparingDouble((application) -> orZero(application.getValue().utilization())))
			.map(Entry::getKey);
	}

	private static boolean isBehind(Measures measures) {
		return waiting(measures) >= LATE || orZero(measures.utilization()) >= BUSY;
	}

	/** Seconds until the last message that waits is taken in. */
	private static double waiting(Measures measures) {
		return orZero(measures.lag()) / Math.max(1, orZero(measures.inputRate()));
	}

	private static double orZero(@Nullable Double value) {
		return (value != null) ? value : 0;
	}

}
