package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.docs.Block;

/**
 * A line of a session in the documentation that is typed.
 *
 * @param page where it is typed
 * @param line the line there
 * @param command what is typed
 * @param shown what is shown then, empty if the page leaves it out
 */
record SessionStep(String page, int line, String command, String shown) {

	private static final String PROMPT = "dataflow:>";

	/**
	 * Reads a session.
	 * @param block the session
	 * @return its steps, in their order
	 */
	static List<SessionStep> of(Block block) {
		List<SessionStep> steps = new ArrayList<>();
		List<String> lines = block.text().lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith(PROMPT)) {
				steps.add(new SessionStep(block.page(), block.line() + 1 + i, lines.get(i).substring(PROMPT.length()),
						""));
			}
			else {
				steps.add(steps.remove(steps.size() - 1).showing(lines.get(i)));
			}
		}
		return steps;
	}

	private SessionStep showing(String more) {
		return new SessionStep(this.page, this.line, this.command, this.shown + more + "\n");
	}

	/** Where it is, for tests that fail. */
	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

}
