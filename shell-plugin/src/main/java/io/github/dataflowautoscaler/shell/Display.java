package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

import org.springframework.shell.context.InteractionMode;
import org.springframework.shell.context.ShellContext;

/**
 * Shows what the webhook answers: as a table or as JSON, at the prompt or in a file,
 * once, or every two seconds until Enter is pressed.
 */
class Display {

	static final String OUTPUT = "output";

	static final String OUTPUT_FILE = "outputFile";

	static final String WATCH = "watch";

	private static final String TABLE = "table";

	private static final String JSON = "json";

	/** The webhook itself reads Data Flow and Prometheus every few seconds. */
	private static final long INTERVAL_MILLIS = 2_000;

	private final Terminal terminal;

	private final ShellContext context;

	Display(Terminal terminal, ShellContext context) {
		this.terminal = terminal;
		this.context = context;
	}

	/**
	 * Adds the options that say how something is shown.
	 * @param command a command that shows something
	 * @return the command
	 */
	static Command options(Command command) {
		return command.defaulted(OUTPUT, TABLE, "for people or for programs: table or json", TABLE, JSON)
			.option(OUTPUT_FILE, "a file to write to, such as /dev/stdout, instead of the terminal");
	}

	static Command watchable(Command command) {
		return options(command).flag(WATCH, "show it anew every two seconds until Enter is pressed");
	}

	/**
	 * Shows a document.
	 * @param arguments how to show it
	 * @param document reads the document
	 * @param table makes a report for people of it
	 * @return what the shell prints
	 * @throws CommandFailure if that is not possible
	 */
	Object show(Arguments arguments, Supplier<JsonNode> document, Function<JsonNode, Report> table) {
		boolean json = isJson(arguments.orDefault(OUTPUT));
		Supplier<Report> report = () -> json ? Report.json(document.get()) : table.apply(document.get());
		String file = arguments.find(OUTPUT_FILE);
		if (file != null) {
			return write(file, report);
		}
		return (arguments.find(WATCH) != null && arguments.isOn(WATCH)) ? watch(report) : report.get();
	}

	private static boolean isJson(String output) {
		if (!output.equals(TABLE) && !output.equals(JSON)) {
			throw new CommandFailure("output is '" + output + "'; it must be table or json");
		}
		return output.equals(JSON);
	}

	private static String write(String file, Supplier<Report> report) {
		try {
			write(file, report.get());
			return "Written to " + file;
		}
		catch (CommandFailure ex) {
			ex.report().ifPresent((shown) -> write(file, shown));
			throw new CommandFailure(String.valueOf(ex.getMessage()));
		}
	}

	private static void write(String file, Report report) {
		TextFiles.write(file, report.render(0) + "\n");
	}

	private Object watch(Supplier<Report> report) {
		if (this.context.getInteractionMode() != InteractionMode.INTERACTIVE) {
			throw new CommandFailure("--watch needs a prompt: it can't be stopped here");
		}
		try {
			do {
				redraw(report);
			}
			while (this.terminal.reader().read(INTERVAL_MILLIS) == NonBlockingReader.READ_EXPIRED);
		}
		catch (InterruptedIOException ex) {
			// Ctrl-C ends it, too.
			Thread.interrupted();
		}
		catch (IOException ex) {
			throw new CommandFailure("The terminal can't be read: " + ex.getMessage());
		}
		return "";
	}

	/** A server that does not answer now may answer the next time. */
	private void redraw(Supplier<Report> report) {
		String shown;
		try {
			shown = report.get().render(this.terminal.getWidth()).toString();
		}
		catch (CommandFailure ex) {
			shown = ex.getMessage() + "\n";
		}
		this.terminal.puts(Capability.clear_screen);
		this.terminal.writer().println(shown);
		this.terminal.writer().print("Press Enter to stop ");
		this.terminal.flush();
	}

}
