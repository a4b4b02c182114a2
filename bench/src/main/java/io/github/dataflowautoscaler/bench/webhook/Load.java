package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Sends requests over a few connections at a time, one thread each, and measures how long
 * the answers take.
 */
final class Load {

	private final List<? extends Sender> senders;

	private final Timer timer;

	/**
	 * Creates a load.
	 * @param senders one for each connection
	 * @param timer the time that requests are sent by
	 */
	Load(List<? extends Sender> senders, Timer timer) {
		this.senders = List.copyOf(senders);
		this.timer = timer;
	}

	/**
	 * Sends until the pace says that it is over.
	 * @param pace when requests are due
	 * @param requests the request of each number, which begins with 0
	 * @return the latencies of all answers
	 * @throws IOException if a request is not answered, or with another status than 2xx
	 * @throws InterruptedException if that happens to the calling thread
	 */
	Latencies send(Pace pace, LongFunction<byte[]> requests) throws IOException, InterruptedException {
		AtomicLong numbers = new AtomicLong();
		long begin = this.timer.now();
		List<Callable<List<Long>>> loops = new ArrayList<>();
		this.senders.forEach((sender) -> loops.add(() -> {
			List<Long> latencies = new ArrayList<>();
			while (true) {
				long number = numbers.getAndIncrement();
				OptionalLong due = pace.due(number, this.timer.now() - begin);
				if (due.isEmpty()) {
					return latencies;
				}
				this.timer.sleepUntil(begin + due.getAsLong());
				sender.send(requests.apply(number));
				latencies.add(this.timer.now() - begin - due.getAsLong());
			}
		}));
		List<Long> latencies = run(loops);
		return new Latencies(latencies, Duration.ofNanos(this.timer.now() - begin));
	}

	private static List<Long> run(List<Callable<List<Long>>> loops) throws IOException, InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(loops.size());
		try {
			List<Long> latencies = new ArrayList<>();
			for (Future<List<Long>> loop : threads.invokeAll(loops)) {
				latencies.addAll(loop.get());
			}
			return latencies;
		}
		catch (ExecutionException ex) {
			throw new IOException("A request failed: " + ex.getCause(), ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Sends a request and waits for the answer. */
	@FunctionalInterface
	interface Sender {

		/**
		 * Sends a request.
		 * @param request all of it, head and body
		 * @throws IOException if it is not answered, or with another status than 2xx
		 */
		void send(byte[] request) throws IOException;

	}

}
