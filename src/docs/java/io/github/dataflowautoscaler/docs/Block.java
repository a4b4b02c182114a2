package io.github.dataflowautoscaler.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fenced block of a page.
 *
 * @param page the page, as a path in the project
 * @param line the line of the fence that opens it, from 1
 * @param language what follows the fence; empty for a session at a prompt
 * @param mark the comment directly before the fence, without its signs; empty if there is
 * none
 * @param text the lines, without the fence's indentation
 */
public record Block(String page, int line, String language, String mark, String text) {

	/** What begins the mark of a block that no test runs. The reason follows. */
	public static final String NOT_RUN = "not run: ";

	/** What begins the mark of commands that tests run. Their names follow. */
	public static final String RUN_BY = "run by ";

	/**
	 * Returns the blocks that one test checks.
	 * @param kind what they are
	 * @return the blocks, those that are marked as not run among them only if they are
	 * commands
	 */
	public static List<Block> of(Kind kind) {
		return Pages.blocks().stream().filter((block) -> block.kind() == kind).toList();
	}

	/**
	 * Says what it is, and so which test checks it.
	 * @return its kind, {@link Kind#UNKNOWN} if no test knows the like
	 */
	public Kind kind() {
		return Arrays.stream(Kind.values()).filter((kind) -> kind.matches(this)).findFirst().orElse(Kind.UNKNOWN);
	}

	/**
	 * Reads from its mark which tests run it.
	 * @return their names, none for a block without such a mark
	 */
	public Set<String> runBy() {
		return this.mark.startsWith(RUN_BY) ? Set.of(this.mark.substring(RUN_BY.length()).split(" and ")) : Set.of();
	}

	/**
	 * Returns where it is, for tests that fail.
	 * @return the page and the line
	 */
	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

	/** Its lines that say something, without comments. */
	String content() {
		return this.text.lines()
			.filter((line) -> !line.isBlank() && !line.stripLeading().startsWith("#"))
			.collect(Collectors.joining("\n"));
	}

}
