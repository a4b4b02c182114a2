package io.github.dataflowautoscaler.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.shellstandin.ShellStandIn;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.shell.CompletionContext;
import org.springframework.shell.CompletionProposal;
import org.springframework.shell.Input;
import org.springframework.shell.Shell;
import org.springframework.shell.command.CommandCatalog;
import org.springframework.shell.command.CommandRegistration;
import org.springframework.shell.context.InteractionMode;
import org.springframework.shell.context.ShellContext;

/**
 * A shell with the plugin, at whose prompt a test types.
 */
final class RunningShell implements AutoCloseable {

	private static final int WIDTH = 160;

	private final ConfigurableApplicationContext context;

	/**
	 * Starts a shell.
	 * @param properties such as {@code dataflow.uri=…}
	 */
	RunningShell(String... properties) {
		this.context = ShellStandIn.application()
			.run(arguments(properties, "spring.shell.interactive.enabled=false",
					"spring.shell.noninteractive.enabled=false", "spring.shell.script.enabled=false"));
		interactive();
	}

	/** Goes on as if the lines came from a command file. */
	RunningShell nonInteractive() {
		this.context.getBean(ShellContext.class).setInteractionMode(InteractionMode.NONINTERACTIVE);
		return this;
	}

	/** Goes back to the prompt. */
	RunningShell interactive() {
		this.context.getBean(ShellContext.class).setInteractionMode(InteractionMode.INTERACTIVE);
		return this;
	}

	private static String[] arguments(String[] properties, String... more) {
		return Stream.of(properties, more)
			.flatMap(Arrays::stream)
			.map((property) -> "--" + property)
			.toArray(String[]::new);
	}

	/**
	 * Types a line and presses enter.
	 * @return what the command shows, or its error message
	 */
	String run(String line) {
		return run(line, WIDTH);
	}

	/**
	 * Types a line and presses enter.
	 * @param line the line
	 * @param width the terminal's width, in characters
	 * @return what the command shows, or its error message
	 */
	String run(String line, int width) {
		Object result = this.context.getBean(Shell.class)
			.evaluate(new Line(line, new ArrayList<>(parse(line, ParseContext.ACCEPT_LINE).words())));
		if (result instanceof Report report) {
			return report.render(width).toString();
		}
		return (result instanceof Throwable failure) ? "error: " + failure.getMessage() : String.valueOf(result);
	}

	/**
	 * Types a line and presses the tabulator.
	 * @return what is proposed for the last word
	 */
	List<String> complete(String line) {
		ParsedLine parsed = parse(line, ParseContext.COMPLETE);
		return this.context.getBean(Shell.class)
			.complete(new CompletionContext(parsed.words(), parsed.wordIndex(), parsed.wordCursor(), null, null))
			.stream()
			.map(CompletionProposal::value)
			.filter((proposal) -> proposal.startsWith(parsed.word()))
			.toList();
	}

	/** The commands that the shell's help shows in a group. */
	List<CommandRegistration> commands(String group) {
		return this.context.getBean(CommandCatalog.class)
			.getRegistrations()
			.values()
			.stream()
			.filter((command) -> command.getGroup().equals(group))
			.toList();
	}

	private static ParsedLine parse(String line, ParseContext purpose) {
		return new DefaultParser().parse(line, line.length(), purpose);
	}

	@Override
	public void close() {
		this.context.close();
	}

	private record Line(String rawText, List<String> words) implements Input {
	}

}
