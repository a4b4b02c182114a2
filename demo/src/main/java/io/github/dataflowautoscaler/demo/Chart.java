package io.github.dataflowautoscaler.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a run in characters: what arrived, what was taken in, and by how many
 * instances, as any terminal and any log can show it.
 */
final class Chart {

	private static final int COLUMNS = 66;

	private static final int ROWS = 8;

	private final List<Sample> samples = new ArrayList<>();

	void add(Sample sample) {
		this.samples.add(sample);
	}

	/**
	 * Draws the course.
	 * @return lines of at most 80 characters, none without samples
	 */
	List<String> lines() {
		if (this.samples.isEmpty()) {
			return List.of();
		}
		double top = Math.max(1,
				this.samples.stream()
					.mapToDouble((sample) -> Math.max(sample.arrival(), sample.input()))
					.max()
					.orElse(1));
		List<Sample> columns = columns();
		List<String> lines = new ArrayList<>();
		lines.add("  messages/s:  . arrival  # input");
		for (int row = ROWS; row > 0; row--) {
			StringBuilder line = new StringBuilder("%9s |".formatted((row == ROWS) ? "%.0f".formatted(top) : ""));
			for (Sample column : columns) {
				line.append(mark(column, row, top));
			}
			lines.add(line.toString().stripTrailing());
		}
		StringBuilder instances = new StringBuilder("instances |");
		columns.forEach((column) -> instances.append((column.instances() < 10) ? column.instances() : "+"));
		lines.add(instances.toString());
		lines.add(axis());
		return lines;
	}

	private static char mark(Sample sample, int row, double top) {
		if (Math.round(sample.input() / top * ROWS) >= row) {
			return '#';
		}
		return (Math.round(sample.arrival() / top * ROWS) >= row) ? '.' : ' ';
	}

	/** What was known at the end of each column's time. */
	private List<Sample> columns() {
		Duration begin = begin();
		Duration span = end().minus(begin);
		List<Sample> columns = new ArrayList<>();
		int next = 0;
		for (int column = 1; column <= COLUMNS; column++) {
			Duration until = begin.plus(span.multipliedBy(column).dividedBy(COLUMNS));
			while (next < this.samples.size() - 1 && this.samples.get(next + 1).at().compareTo(until) <= 0) {
				next++;
			}
			columns.add(this.samples.get(next));
		}
		return columns;
	}

	private String axis() {
		String begin = Timeline.clock(begin());
		String end = Timeline.clock(end());
		return " ".repeat(11) + begin + " ".repeat(COLUMNS - begin.length() - end.length()) + end;
	}

	private Duration begin() {
		return this.samples.get(0).at();
	}

	private Duration end() {
		return this.samples.get(this.samples.size() - 1).at();
	}

	/**
	 * What was known at a moment.
	 *
	 * @param at when, since the beginning
	 * @param arrival messages per second; 0 if unknown
	 * @param input messages per second; 0 if unknown
	 * @param instances what Data Flow showed
	 */
	record Sample(Duration at, double arrival, double input, long instances) {
	}

}
