package io.github.dataflowautoscaler.shell;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.context.InteractionMode;
import org.springframework.shell.context.ShellContext;

/**
 * Asks the user at the prompt. Answers do not get into the shell's history, and passwords
 * are not shown.
 */
class Questions {

	private final Terminal terminal;

	private final ShellContext context;

	Questions(Terminal terminal, ShellContext context) {
		this.terminal = terminal;
		this.context = context;
	}

	boolean canBeAsked() {
		return this.context.getInteractionMode() == InteractionMode.INTERACTIVE;
	}

	/** Shows what the next question is about. */
	void tell(String text) {
		this.terminal.writer().println(text);
		this.terminal.flush();
	}

	String text(String question) {
		return ask(question + ": ", null);
	}

	String secret(String question) {
		return ask(question + ": ", '*');
	}

	/**
	 * Asks for confirmation.
	 * @param question a question to say yes or no to
	 * @throws CommandFailure if the answer is not yes, or nobody can be asked
	 */
	void confirm(String question) {
		if (!canBeAsked()) {
			throw new CommandFailure(question + " There is no terminal to ask at; use --force to confirm");
		}
		if (!ask(question + " [y, n]: ", null).equalsIgnoreCase("y")) {
			throw new CommandFailure("Nothing was changed");
		}
	}

	private String ask(String prompt, @Nullable Character mask) {
		LineReader reader = LineReaderBuilder.builder().terminal(this.terminal).build();
		reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
		reader.setVariable(LineReader.DISABLE_HISTORY, true);
		try {
			return reader.readLine(prompt, mask).trim();
		}
		catch (UserInterruptException | EndOfFileException ex) {
			throw new CommandFailure("Nothing was changed");
		}
	}

}
