package io.github.dataflowautoscaler.bench.rebalance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * For each partition the longest time in which none of its messages was handled, whoever
 * handled them.
 */
final class Gaps {

	private final AtomicLongArray last;

	private final AtomicLongArray longest;

	Gaps(int partitions) {
		this.last = new AtomicLongArray(partitions);
		this.longest = new AtomicLongArray(partitions);
	}

	/** Forgets the gaps up to now; one that is open goes on. */
	void begin() {
		for (int partition = 0; partition < this.longest.length(); partition++) {
			this.longest.set(partition, 0);
		}
	}

	/**
	 * Notes that a message was handled.
	 * @param partition its partition
	 * @param now nanoseconds
	 */
	void handled(int partition, long now) {
		long before = this.last.getAndAccumulate(partition, now, Math::max);
		this.longest.accumulateAndGet(partition, (before != 0) ? now - before : 0, Math::max);
	}

	/**
	 * Tells whether no gap is open.
	 * @param instant nanoseconds
	 * @return whether a message of each partition was handled after that
	 */
	boolean allHandledSince(long instant) {
		return IntStream.range(0, this.last.length())
			.allMatch((partition) -> this.last.get(partition) != 0 && this.last.get(partition) - instant > 0);
	}

	/**
	 * The longest gaps since the beginning.
	 * @return seconds, by partition
	 */
	double[] seconds() {
		return IntStream.range(0, this.longest.length())
			.mapToDouble((partition) -> (double) this.longest.get(partition) / TimeUnit.SECONDS.toNanos(1))
			.toArray();
	}

}
