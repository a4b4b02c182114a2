package io.github.dataflowautoscaler.bench.webhook;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/**
 * How long answers took. Every one is kept, so percentiles are exact.
 */
final class Latencies {

	private static final double NANOS_PER_MILLISECOND = 1e6;

	private static final double NANOS_PER_SECOND = 1e9;

	private final long[] sorted;

	private final double seconds;

	/**
	 * Takes the latencies of a phase.
	 * @param nanoseconds one for each answer, in any order; at least one
	 * @param duration of the phase, more than 0
	 */
	Latencies(Collection<Long> nanoseconds, Duration duration) {
		if (nanoseconds.isEmpty() || duration.isZero() || duration.isNegative()) {
			throw new IllegalArgumentException(
					"%s answers in %s can't be summed up".formatted(nanoseconds.size(), duration));
		}
		this.sorted = nanoseconds.stream().mapToLong(Long::longValue).sorted().toArray();
		this.seconds = duration.toNanos() / NANOS_PER_SECOND;
	}

	int count() {
		return this.sorted.length;
	}

	double perSecond() {
		return this.sorted.length / this.seconds;
	}

	/**
	 * The latency that a share of the answers does not exceed (nearest rank).
	 * @param percent above 0, at most 100
	 * @return milliseconds
	 */
	double percentile(double percent) {
		if (!(percent > 0 && percent <= 100)) {
			throw new IllegalArgumentException("There is no percentile " + percent);
		}
		int rank = (int) Math.ceil(percent / 100 * this.sorted.length);
		return this.sorted[rank - 1] / NANOS_PER_MILLISECOND;
	}

	@Override
	public String toString() {
		return Arrays.toString(this.sorted);
	}

}
