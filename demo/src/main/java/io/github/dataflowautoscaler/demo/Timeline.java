package io.github.dataflowautoscaler.demo;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells a story while it happens: a line for each event, and in between a line that says
 * what is awaited. On a terminal that line is the last one and changes; elsewhere a new
 * one is written now and then.
 */
final class Timeline {

	private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);

	private static final String CLEAR_LINE = "\r\u001b[K";

	private final PrintStream out;

	private final int width;

	private final long start = System.nanoTime();

	private Duration lastProgress = Duration.ZERO;

	/**
	 * Begins at once.
	 * @param out where to write to
	 * @param width the number of characters in a line of the terminal, or 0 if there is
	 * none
	 */
	Timeline(PrintStream out, int width) {
		this.out = out;
		this.width = width;
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	void event(String text) {
		this.out.printf("%s%s  %s%n", (this.width > 0) ? CLEAR_LINE : "", clock(), text);
		this.lastProgress = elapsed();
	}

	void progress(String what, Duration since, String situation) {
		String line = "%s  ... waiting %3d s for %s  %s".formatted(clock(), since.toSeconds(), what, situation);
		if (this.width > 0) {
			// A line that wraps could not be cleared.
			this.out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), this.width - 1)).stripTrailing());
			this.out.flush();
		}
		else if (elapsed().minus(this.lastProgress).compareTo(PLAIN_INTERVAL) >= 0) {
			this.out.println(line.stripTrailing());
			this.lastProgress = elapsed();
		}
	}

	private String clock() {
		return "%5s".formatted(clock(elapsed()));
	}

	static String clock(Duration time) {
		return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
	}

}
