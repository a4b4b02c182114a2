package io.github.dataflowautoscaler.bench.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.bench.UsageException;

/**
 * What the load benchmark measures.
 *
 * @param streams numbers of streams, each of which is measured with a process of its own
 * @param starts how often the control, the jar and the image are started in turn
 * @param phase how long each kind of notification is sent
 * @param rounds rounds of assessments without alerts, 15 s each; 0 to leave that out
 * @param warmUp notifications before those that count
 * @param connections how many notifications are on their way at a time
 * @param output where {@code load.json} goes
 * @param help whether only the options are asked for
 */
record LoadSettings(List<Integer> streams, int starts, Duration phase, int rounds, int warmUp, int connections,
		Path output, boolean help) {

	static final String USAGE = """
			usage: bench/load [option...]

			  --streams NUMBER,...  numbers of streams (100,1000,10000)
			  --starts NUMBER       how often control, jar and image are started, in turn (1)
			  --seconds NUMBER      how long each kind of notification is sent (20)
			  --rounds NUMBER       rounds of 15 s without alerts (4; 0 to leave them out)
			  --warm-up NUMBER      notifications before those that count (20000)
			  --connections NUMBER  notifications on their way at a time (8)
			  --output DIRECTORY    where load.json goes (bench/target)
			  --help                show this

			Figures are explained in docs/benchmark.md. The exit code is 0 when everything was answered as it should be, 1
			when something was not, 2 when the command line is wrong.
			""";

	private static final String HELP = "--help";

	private static final List<String> VALUES = List.of("--streams", "--starts", "--seconds", "--rounds", "--warm-up",
			"--connections", "--output");

	LoadSettings {
		streams = List.copyOf(streams);
	}

	static LoadSettings parse(List<String> arguments, Path output) throws UsageException {
		Map<String, String> given = given(arguments);
		List<Integer> streams = new ArrayList<>();
		for (String number : given.getOrDefault("--streams", "100,1000,10000").split(",", -1)) {
			streams.add(new Range("--streams", 1, 99_999).parse(number));
		}
		return new LoadSettings(streams, new Range("--starts", 1, 100).of(given, 1),
				Duration.ofSeconds(new Range("--seconds", 1, 3600).of(given, 20)),
				new Range("--rounds", 0, 1000).of(given, 4), new Range("--warm-up", 1, 1_000_000).of(given, 20_000),
				new Range("--connections", 1, 1000).of(given, 8),
				given.containsKey("--output") ? Path.of(given.get("--output")) : output, given.containsKey(HELP));
	}

	private static Map<String, String> given(List<String> arguments) throws UsageException {
		Map<String, String> given = new HashMap<>();
		Iterator<String> rest = arguments.iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			if (option.equals(HELP)) {
				given.put(option, "");
			}
			else if (!VALUES.contains(option)) {
				throw new UsageException("There is no option '%s'; bench/load --help lists them".formatted(option));
			}
			else if (!rest.hasNext()) {
				throw new UsageException(option + " needs a value");
			}
			else if (given.put(option, rest.next()) != null) {
				throw new UsageException(option + " is given twice");
			}
		}
		return given;
	}

	/** The numbers that an option may have. */
	private record Range(String option, int least, int most) {

		int of(Map<String, String> given, int fallback) throws UsageException {
			String text = given.get(this.option);
			return (text != null) ? parse(text) : fallback;
		}

		int parse(String text) throws UsageException {
			try {
				int number = Integer.parseInt(text);
				if (number >= this.least && number <= this.most) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// The message below says it for this as well.
			}
			throw new UsageException("%s is '%s'; it must be a whole number from %s to %s".formatted(this.option, text,
					this.least, this.most));
		}

	}

}
