package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a page of the documentation, word by word, in a copy of the project.
 * What a reader replaces by something of his own is replaced here, too.
 */
final class DocumentedCommands {

	private static final Pattern BLOCK = Pattern.compile("^```bash\\n(.+?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private final Path directory;

	/** Those that nobody has asked for yet. */
	private final List<String> blocks;

	private final Map<String, String> replaced = new LinkedHashMap<>();

	/**
	 * Reads a page.
	 * @param page its path in the project
	 * @param directory the copy of the project
	 */
	DocumentedCommands(String page, Path directory) {
		this.directory = directory;
		try {
			this.blocks = new ArrayList<>(BLOCK.matcher(Files.readString(MonitoringTools.projectFile(page)))
				.results()
				.map((block) -> block.group(1))
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
		String script = leaveOut(beginning);
		for (Map.Entry<String, String> replacement : this.replaced.entrySet()) {
			script = script.replaceAll(replacement.getKey(), Matcher.quoteReplacement(replacement.getValue()));
		}
		return Kubectl
			.run(List.of("bash", "-euo", "pipefail", "-c", "cd \"$0\"\n" + script, this.directory.toString()));
	}

	/**
	 * Passes over a block.
	 * @param beginning how the block begins
	 * @return its commands
	 */
	String leaveOut(String beginning) {
		String block = this.blocks.stream()
			.filter((commands) -> commands.startsWith(beginning))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No block of commands is left that begins: " + beginning));
		this.blocks.remove(block);
		return block;
	}

	/**
	 * Returns the blocks that were neither followed nor left out.
	 * @return their commands
	 */
	List<String> left() {
		return List.copyOf(this.blocks);
	}

}
