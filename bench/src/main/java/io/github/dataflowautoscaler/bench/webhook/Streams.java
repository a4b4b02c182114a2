package io.github.dataflowautoscaler.bench.webhook;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Streams {@code time | transform | log} that all have the same load: enough for three
 * instances of {@code transform}, of which one runs until somebody scales it.
 */
final class Streams {

	/** Messages per second that arrive at {@code transform}. */
	static final double ARRIVAL = 250;

	/** Messages per second that one of its instances handles. */
	static final double CAPACITY = 100;

	/** Instances that {@link #ARRIVAL} needs. */
	static final int NEEDED = 3;

	/** How their names begin. */
	static final String PREFIX = "stream-";

	private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{5})");

	private final AtomicIntegerArray instances;

	/**
	 * Deploys streams.
	 * @param count how many, at most 99,999
	 */
	Streams(int count) {
		this.instances = new AtomicIntegerArray(count);
		for (int index = 0; index < count; index++) {
			this.instances.set(index, 1);
		}
	}

	static String name(int index) {
		return PREFIX + "%05d".formatted(index);
	}

	int count() {
		return this.instances.length();
	}

	/**
	 * Finds a stream.
	 * @param name its name
	 * @return its index, -1 if there is none of this name
	 */
	int indexOf(String name) {
		Matcher matcher = NAME.matcher(name);
		int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
		return (index < count()) ? index : -1;
	}

	/**
	 * Instances of a stream's {@code transform}.
	 * @param index the stream's index
	 * @return how many run
	 */
	int instances(int index) {
		return this.instances.get(index);
	}

	void scale(int index, int count) {
		this.instances.set(index, count);
	}

	/**
	 * Streams that have been scaled out to what they need.
	 * @return how many
	 */
	int scaledOut() {
		int scaled = 0;
		for (int index = 0; index < count(); index++) {
			scaled += (instances(index) >= NEEDED) ? 1 : 0;
		}
		return scaled;
	}

}
