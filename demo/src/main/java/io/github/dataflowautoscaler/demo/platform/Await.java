package io.github.dataflowautoscaler.demo.platform;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Waits for conditions, tells what it waits for and since when, and gives up with a
 * sentence that says the same.
 */
public final class Await {

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private final BiConsumer<String, Duration> progress;

	/**
	 * Reports each look at a condition.
	 * @param progress takes what is awaited, and since when; it may fail if waiting is in
	 * vain
	 */
	public Await(BiConsumer<String, Duration> progress) {
		this.progress = progress;
	}

	/**
	 * Waits for a condition. A server that cannot be asked does not meet it yet.
	 * @param what what is awaited, in words
	 * @param atMost when to give up
	 * @param condition what has to become true
	 * @throws IllegalStateException if it does not in time
	 */
	public void until(String what, Duration atMost, BooleanSupplier condition) {
		long start = System.nanoTime();
		String failure = "";
		while (true) {
			try {
				if (condition.getAsBoolean()) {
					return;
				}
			}
			catch (UncheckedIOException ex) {
				failure = " The last failure: " + ex.getMessage();
			}
			Duration waited = Duration.ofNanos(System.nanoTime() - start);
			if (waited.compareTo(atMost) > 0) {
				throw new IllegalStateException(
						"Waited %d s in vain for %s.%s".formatted(atMost.toSeconds(), what, failure));
			}
			this.progress.accept(what, waited);
			LockSupport.parkNanos(PAUSE);
		}
	}

}
