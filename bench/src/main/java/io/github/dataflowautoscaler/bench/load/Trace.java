package io.github.dataflowautoscaler.bench.load;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.bench.simulation.Rates;

/**
 * Reads a load from a file: lines of {@code seconds,messages_per_second}, a header if you
 * like. A rate holds until the next line; the last one as long as the one before.
 */
public final class Trace {

	private static final int LONGEST = 7 * 86_400;

	private static final String COLUMNS = "seconds,messages_per_second";

	private final Path file;

	private final TreeMap<Integer, Double> points = new TreeMap<>();

	private Trace(Path file) {
		this.file = file;
	}

	/**
	 * Reads a file.
	 * @param file a CSV file
	 * @return the load, beginning with the first line's second
	 * @throws TraceException naming the line, if the file can't be used
	 */
	public static Rates read(Path file) throws TraceException {
		Trace trace = new Trace(file);
		List<String> lines = trace.lines();
		for (int line = 0; line < lines.size(); line++) {
			trace.parse(line + 1, lines.get(line).strip());
		}
		return trace.toRates();
	}

	private List<String> lines() throws TraceException {
		try {
			return Files.readAllLines(this.file);
		}
		catch (NoSuchFileException ex) {
			throw new TraceException("%s does not exist".formatted(this.file));
		}
		catch (CharacterCodingException ex) {
			throw new TraceException("%s is not text in UTF-8".formatted(this.file));
		}
		catch (IOException ex) {
			throw new TraceException("%s can't be read: %s".formatted(this.file, ex.getMessage()));
		}
	}

	private void parse(int number, String line) throws TraceException {
		if (line.isEmpty() || line.startsWith("#") || (number == 1 && line.replace(" ", "").equals(COLUMNS))) {
			return;
		}
		String[] fields = line.split(",", -1);
		if (fields.length != 2) {
			throw error(number, "'%s' has %s column(s); expected %s".formatted(line, fields.length, COLUMNS));
		}
		double second = number(number, "seconds", fields[0]);
		double rate = number(number, "messages_per_second", fields[1]);
		if (!this.points.isEmpty() && Math.rint(second) <= this.points.lastKey()) {
			throw error(number, "second %s does not come after %s".formatted(fields[0].strip(), this.points.lastKey()));
		}
		if (!this.points.isEmpty() && second - this.points.firstKey() > LONGEST) {
			throw error(number, "a trace may last 7 days at most");
		}
		this.points.put((int) Math.rint(second), rate);
	}

	private double number(int line, String column, String text) throws TraceException {
		try {
			double value = Double.parseDouble(text.strip());
			if (value >= 0 && value <= Integer.MAX_VALUE) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// The message below says it for all of these.
		}
		throw error(line, "%s is '%s'; it must be a number of at least 0".formatted(column, text.strip()));
	}

	private TraceException error(int line, String message) {
		return new TraceException("%s, line %s: %s".formatted(this.file, line, message));
	}

	private Rates toRates() throws TraceException {
		if (this.points.size() < 2) {
			throw new TraceException("%s has %s line(s) with a rate; there must be at least two".formatted(this.file,
					this.points.size()));
		}
		int first = this.points.firstKey();
		int last = this.points.lastKey();
		int end = 2 * last - this.points.lowerKey(last);
		return Rates.of(end - first, (second) -> {
			Map.Entry<Integer, Double> point = this.points.floorEntry(first + second);
			return point.getValue();
		});
	}

}
