package io.github.dataflowautoscaler.e2e;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Asks a server once a second, and keeps how long it took at most.
 */
final class Answering implements AutoCloseable {

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final AtomicLong longest = new AtomicLong();

	private final AtomicInteger answers = new AtomicInteger();

	Answering(Supplier<?> question) {
		this.scheduler.scheduleAtFixedRate(() -> {
			long start = System.nanoTime();
			try {
				question.get();
				this.answers.incrementAndGet();
			}
			catch (RuntimeException ex) {
				// No answer is one that takes for ever.
				this.longest.set(Long.MAX_VALUE);
			}
			this.longest.accumulateAndGet(System.nanoTime() - start, Math::max);
		}, 0, 1, TimeUnit.SECONDS);
	}

	int answers() {
		return this.answers.get();
	}

	/**
	 * Returns the longest time that an answer took.
	 * @return the time, very long if there was no answer
	 */
	Duration longest() {
		return Duration.ofNanos(this.longest.get());
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

}
