package io.github.dataflowautoscaler.webhook.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What happened in a history, for people. Nothing is written unless somebody wants to
 * read it.
 */
final class Timeline {

	private final List<String> lines = new ArrayList<>();

	private final boolean wanted;

	private LongSupplier now = () -> 0;

	Timeline(boolean wanted) {
		this.wanted = wanted;
	}

	void clock(LongSupplier now) {
		this.now = now;
	}

	void add(Supplier<String> line) {
		if (this.wanted) {
			this.lines.add(String.format(Locale.ROOT, "%7.1f s  %s", this.now.getAsLong() / 1000.0, line.get()));
		}
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
