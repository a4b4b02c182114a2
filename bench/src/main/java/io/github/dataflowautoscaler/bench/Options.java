package io.github.dataflowautoscaler.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The command line.
 */
final class Options {

	static final String USAGE = """
			usage: bench/run [option...]

			  --check               run the loads that no setting was tuned to, instead of the built-in ones
			  --targets             compare target utilizations instead of controllers
			  --days                run weeks of loads, with and without foresight
			  --trace FILE.csv      run your own load instead: lines of seconds,messages_per_second
			  --capacity NUMBER     messages/s that one instance handles (with --trace; a tenth of its highest rate)
			  --partitions NUMBER   partitions of the topic (with --trace; 60)
			  --max NUMBER          most instances (with --trace; 16)
			  --load NAME           run this load only
			  --controller NAME     run this controller only, beside the oracle
			  --output DIRECTORY    where results.json and the plots go (bench/target)
			  --help                show this

			Figures are explained in docs/benchmark.md. The exit code is 0 when all runs ended, 2 when the command line or
			the trace is wrong.
			""";

	private static final List<String> FLAGS = List.of("--check", "--targets", "--days", "--help");

	private static final List<String> DAYS = List.of("--days", "--output", "--help");

	private static final List<String> SETTINGS = List.of("--trace", "--capacity", "--partitions", "--max", "--load",
			"--controller", "--output");

	private final Map<String, String> given;

	private Options(Map<String, String> given) {
		this.given = given;
	}

	static Options parse(List<String> arguments) throws UsageException {
		Map<String, String> given = new LinkedHashMap<>();
		Iterator<String> rest = arguments.iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			if (FLAGS.contains(option)) {
				given.put(option, "");
			}
			else if (!SETTINGS.contains(option)) {
				throw new UsageException("There is no option '%s'; bench/run --help lists them".formatted(option));
			}
			else if (!rest.hasNext()) {
				throw new UsageException(option + " needs a value");
			}
			else if (given.put(option, rest.next()) != null) {
				throw new UsageException(option + " is given twice");
			}
		}
		Options options = new Options(given);
		options.validate();
		return options;
	}

	private void validate() throws UsageException {
		if (days() && this.given.keySet().stream().anyMatch((option) -> !DAYS.contains(option))) {
			throw new UsageException("--days has loads and policies of its own; it takes no option but --output");
		}
		if (trace() == null) {
			for (String option : List.of("--capacity", "--partitions", "--max")) {
				if (this.given.containsKey(option)) {
					throw new UsageException(option + " belongs to a --trace; the other loads bring their own");
				}
			}
		}
		else if (check() || load() != null) {
			throw new UsageException("--trace is a load of its own; leave out --check and --load");
		}
		if (targets() && controller() != null) {
			throw new UsageException("--targets has controllers of its own; leave out --controller");
		}
		number("--capacity", 1);
		wholeNumber("--partitions", 1);
		wholeNumber("--max", 1);
	}

	boolean help() {
		return this.given.containsKey("--help");
	}

	boolean check() {
		return this.given.containsKey("--check");
	}

	boolean targets() {
		return this.given.containsKey("--targets");
	}

	boolean days() {
		return this.given.containsKey("--days");
	}

	@Nullable Path trace() {
		return path("--trace");
	}

	@Nullable Path output() {
		return path("--output");
	}

	private @Nullable Path path(String option) {
		String value = this.given.get(option);
		return (value != null) ? Path.of(value) : null;
	}

	@Nullable String load() {
		return this.given.get("--load");
	}

	@Nullable String controller() {
		return this.given.get("--controller");
	}

	double capacity(double fallback) throws UsageException {
		return number("--capacity", fallback);
	}

	int partitions() throws UsageException {
		return wholeNumber("--partitions", 60);
	}

	int maxInstances() throws UsageException {
		return wholeNumber("--max", 16);
	}

	private int wholeNumber(String option, int fallback) throws UsageException {
		double value = number(option, fallback);
		if (value != Math.rint(value) || value > 10_000) {
			throw new UsageException(
					"%s is '%s'; it must be a whole number from 1 to 10000".formatted(option, this.given.get(option)));
		}
		return (int) value;
	}

	private double number(String option, double fallback) throws UsageException {
		String text = this.given.get(option);
		if (text == null) {
			return fallback;
		}
		try {
			double value = Double.parseDouble(text);
			if (value > 0 && Double.isFinite(value)) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// The message below says it for this as well.
		}
		throw new UsageException("%s is '%s'; it must be a number above 0".formatted(option, text));
	}

}
