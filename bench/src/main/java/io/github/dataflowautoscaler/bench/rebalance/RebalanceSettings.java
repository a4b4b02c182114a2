package io.github.dataflowautoscaler.bench.rebalance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.bench.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * What the rebalance benchmark measures.
 *
 * @param rounds how often each change is made
 * @param protocols with which protocols
 * @param output where {@code rebalance.json} goes
 * @param help whether only the options are asked for
 */
record RebalanceSettings(int rounds, List<Protocol> protocols, Path output, boolean help) {

	static final String USAGE = """
			usage: bench/rebalance [option...]

			  --rounds NUMBER       how often each change of the number of instances is made (9)
			  --protocol NAME       one of eager, cooperative and consumer (all of them, at the same time)
			  --output DIRECTORY    where rebalance.json goes (bench/target)
			  --help                show this

			Figures are explained in docs/benchmark.md. The exit code is 0 when all was measured, 1 when something failed,
			2 when the command line is wrong. KAFKA_VERSION is the version of the broker (4.2.1).
			""";

	private static final String HELP = "--help";

	private static final int MOST_ROUNDS = 1000;

	private static final List<String> VALUES = List.of("--rounds", "--protocol", "--output");

	static RebalanceSettings parse(List<String> arguments, Path output) throws UsageException {
		Map<String, String> given = new HashMap<>();
		Iterator<String> rest = arguments.iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			if (option.equals(HELP)) {
				given.put(option, "");
			}
			else if (!VALUES.contains(option)) {
				throw new UsageException(
						"There is no option '%s'; bench/rebalance --help lists them".formatted(option));
			}
			else if (!rest.hasNext()) {
				throw new UsageException(option + " needs a value");
			}
			else if (given.put(option, rest.next()) != null) {
				throw new UsageException(option + " is given twice");
			}
		}
		return new RebalanceSettings(rounds(given.getOrDefault("--rounds", "9")), protocols(given.get("--protocol")),
				given.containsKey("--output") ? Path.of(given.get("--output")) : output, given.containsKey(HELP));
	}

	private static int rounds(String text) throws UsageException {
		try {
			int rounds = Integer.parseInt(text);
			if (rounds >= 1 && rounds <= MOST_ROUNDS) {
				return rounds;
			}
		}
		catch (NumberFormatException ex) {
			// The message below says it for this as well.
		}
		throw new UsageException(
				"--rounds is '%s'; it must be a whole number from 1 to %s".formatted(text, MOST_ROUNDS));
	}

	private static List<Protocol> protocols(@Nullable String name) throws UsageException {
		List<Protocol> chosen = Arrays.stream(Protocol.values())
			.filter((protocol) -> name == null || protocol.toString().equals(name))
			.toList();
		if (chosen.isEmpty()) {
			throw new UsageException("There is no protocol '%s'; there are %s".formatted(name,
					String.join(", ", Arrays.stream(Protocol.values()).map(Protocol::toString).toList())));
		}
		return chosen;
	}

}
