package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.shell.table.DelimiterTextWrapper;

/**
 * Entries with sentences: a table where the terminal has room for one, and otherwise a
 * heading and indented sentences for each entry.
 */
final class Entries {

	private static final int WIDE = 100;

	private static final String INDENT = "    ";

	private static final int LEAST = 20;

	private Entries() {
	}

	/**
	 * Shows entries in the form that the terminal has room for.
	 * @param table all of them in a table
	 * @param entries the same, one after the other
	 * @return the report
	 */
	static Report of(Report table, List<Entry> entries) {
		return new Report().part((width) -> (width >= WIDE) ? table.render(width)
				: entries.stream().map((entry) -> entry.render(width)).collect(Collectors.joining("\n", "", "\n")));
	}

	/**
	 * One entry.
	 */
	static final class Entry {

		private final String heading;

		private final List<String> sentences;

		Entry(String heading, String... sentences) {
			this.heading = heading;
			this.sentences = Arrays.asList(sentences);
		}

		private String render(int width) {
			List<String> lines = new ArrayList<>();
			lines.add(this.heading);
			for (String sentence : this.sentences) {
				Arrays
					.stream(new DelimiterTextWrapper().wrap(new String[] { sentence },
							Math.max(width - INDENT.length(), LEAST)))
					.map((line) -> INDENT + line.trim())
					.forEach(lines::add);
			}
			return String.join("\n", lines);
		}

	}

}
