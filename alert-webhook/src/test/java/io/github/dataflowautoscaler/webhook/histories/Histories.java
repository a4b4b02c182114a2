package io.github.dataflowautoscaler.webhook.histories;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.histories.World.Ending;

/**
 * Lives through many histories.
 */
public final class Histories {

	private Histories() {
	}

	/**
	 * Looks for the first seed whose history breaks a promise, with all cores.
	 * @param from the first seed
	 * @param count how many seeds
	 * @param nanos the longest time to look for
	 * @return the lowest seed that was found, empty if there is none
	 */
	public static Optional<Long> firstBroken(long from, long count, long nanos) {
		long deadline = System.nanoTime() + nanos;
		AtomicLong next = new AtomicLong(from);
		AtomicLong found = new AtomicLong(Long.MAX_VALUE);
		IntStream.range(0, Runtime.getRuntime().availableProcessors()).parallel().forEach((core) -> {
			long seed = next.getAndIncrement();
			while (seed < Math.min(from + count, found.get()) && System.nanoTime() < deadline) {
				if (live(seed).violation() != null) {
					found.accumulateAndGet(seed, Math::min);
				}
				seed = next.getAndIncrement();
			}
		});
		return (found.get() < Long.MAX_VALUE) ? Optional.of(found.get()) : Optional.empty();
	}

	static Ending live(long seed) {
		return World.live(Dice.plan(seed), false);
	}

	/**
	 * Tells the shortest history that still breaks the same promise.
	 * @param seed the seed of a history that breaks one
	 * @return its promise, what has to happen, and its timeline
	 */
	public static String tell(long seed) {
		Plan plan = Shrinking.of(Dice.plan(seed));
		Ending ending = World.live(plan, true);
		return "seed %s, %s\n\n%s replicas; %s; %s\n%s\n\n%s".formatted(seed, ending.violation(), plan.replicas(),
				plan.applications(), plan.budget(), plan.happenings(), ending.timeline());
	}

}
