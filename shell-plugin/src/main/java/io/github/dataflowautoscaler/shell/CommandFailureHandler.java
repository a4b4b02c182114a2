package io.github.dataflowautoscaler.shell;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

import org.springframework.shell.result.TerminalAwareResultHandler;

/**
 * Prints a failure as one red line. The shell's own handler of exceptions adds a stack
 * trace in a command file.
 */
class CommandFailureHandler extends TerminalAwareResultHandler<CommandFailure> {

	private static final AttributedStyle RED = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

	CommandFailureHandler(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected void doHandleResult(CommandFailure failure) {
		failure.report().ifPresent((report) -> this.terminal.writer().println(report.render(this.terminal.getWidth())));
		this.terminal.writer().println(new AttributedString(failure.getMessage(), RED).toAnsi(this.terminal));
		this.terminal.writer().flush();
	}

}
