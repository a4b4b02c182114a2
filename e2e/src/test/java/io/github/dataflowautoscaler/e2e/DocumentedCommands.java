package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import io.github.dataflowautoscaler.e2e.MonitoringTools.Result;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands of the documentation, word by word. What a reader replaces by something of his
 * own is replaced here, too.
 */
final class DocumentedCommands {

	private final Path directory;

	/** Those that nobody has asked for yet. */
	private final List<Block> blocks;

	private final Map<String, String> replaced = new LinkedHashMap<>();

	private DocumentedCommands(List<Block> blocks, Path directory) {
		this.blocks = new ArrayList<>(blocks);
		this.directory = directory;
	}

	/**
	 * Finds the blocks that are marked with a test's name.
	 * @param test the test, which runs all of them
	 * @param directory where they are run: the project, or a copy of it
	 * @return the commands
	 */
	static DocumentedCommands of(Class<?> test, Path directory) {
		return new DocumentedCommands(Block.of(Kind.COMMANDS)
			.stream()
			.filter((block) -> block.runBy().contains(test.getSimpleName()))
			.toList(), directory);
	}

	/**
	 * Replaces something in all commands that follow.
	 * @param pattern a regular expression
	 * @param by the text in its place
	 * @return this
	 */
	DocumentedCommands replace(String pattern, String by) {
		this.replaced.put(pattern, by);
		return this;
	}

	/**
	 * Runs a block, up to its first command that fails.
	 * @param beginning how the block begins
	 * @return what it printed
	 */
	String follow(String beginning) {
		Block block = this.blocks.stream()
			.filter((commands) -> commands.text().startsWith(beginning))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No block of commands is left that begins: " + beginning));
		this.blocks.remove(block);
		String script = block.text();
		for (Map.Entry<String, String> replacement : this.replaced.entrySet()) {
			script = script.replaceAll(replacement.getKey(), Matcher.quoteReplacement(replacement.getValue()));
		}
		Result result = MonitoringTools
			.run(List.of("bash", "-euo", "pipefail", "-c", "cd \"$0\"\n" + script, this.directory.toString()));
		assertThat(result.exitCode()).as("%s: %s", block, result.output()).isZero();
		return result.output();
	}

	/**
	 * Returns the blocks that were not followed.
	 * @return the blocks
	 */
	List<Block> left() {
		return List.copyOf(this.blocks);
	}

}
