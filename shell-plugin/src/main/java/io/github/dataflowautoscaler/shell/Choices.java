package io.github.dataflowautoscaler.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.shell.CompletionContext;
import org.springframework.shell.CompletionProposal;
import org.springframework.shell.standard.ValueProvider;

/**
 * Options that take one of a few values.
 */
abstract class Choices implements ValueProvider {

	/** Whatever a setting's default is. */
	static final String DEFAULT = "default";

	private final List<String> values;

	Choices(String... values) {
		this.values = Arrays.asList(values);
	}

	@Override
	public List<CompletionProposal> complete(CompletionContext context) {
		return this.values.stream().map(CompletionProposal::new).collect(Collectors.toList());
	}

	/** How the number of instances is found. */
	static class Strategies extends Choices {

		Strategies() {
			super("rate", "step", DEFAULT);
		}

	}

	/** A setting that is on or off. */
	static class Flags extends Choices {

		Flags() {
			super("true", "false", DEFAULT);
		}

	}

	/** For people or for programs. */
	static class Outputs extends Choices {

		static final String TABLE = "table";

		static final String JSON = "json";

		Outputs() {
			super(TABLE, JSON);
		}

		/**
		 * Tells which output is wanted.
		 * @param output the option's value
		 * @return whether it is JSON
		 * @throws CommandFailure if there is no such output
		 */
		static boolean isJson(String output) {
			if (!output.equals(TABLE) && !output.equals(JSON)) {
				throw new CommandFailure("output is '" + output + "'; table or json is needed");
			}
			return output.equals(JSON);
		}

	}

}
