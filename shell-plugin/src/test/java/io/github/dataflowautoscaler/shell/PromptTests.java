package io.github.dataflowautoscaler.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.shell.command.CommandContext;
import org.springframework.shell.command.CommandParser.CommandParserResults;
import org.springframework.shell.command.CommandRegistration;
import org.springframework.shell.context.DefaultShellContext;
import org.springframework.shell.context.InteractionMode;
import org.springframework.shell.context.ShellContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What is typed at a terminal beside commands.
 */
class PromptTests {

	private final ShellContext context = new DefaultShellContext();

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	PromptTests() {
		this.context.setInteractionMode(InteractionMode.INTERACTIVE);
	}

	@Test
	void whoSaysYesMeansIt() {
		assertThatNoException().isThrownBy(() -> questions("y\n").confirm("Really?"));
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> questions("n\n").confirm("Really?"))
			.withMessage("Nothing was changed");
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> questions("").confirm("Really?"))
			.withMessage("Nothing was changed");
	}

	@Test
	void aSecretIsNotShown() {
		assertThat(questions("hush!\n").secret("Password")).isEqualTo("hush!");
		assertThat(this.screen.toString(StandardCharsets.UTF_8)).contains("Password: ").doesNotContain("hush");
	}

	@Test
	void enterEndsAWatch() {
		CommandRegistration command = Display.watchable(new Command("autoscale list", null, null))
			.does((arguments) -> new Display(terminal("\n"), this.context).show(arguments,
					() -> JsonNodeFactory.instance.arrayNode(), (document) -> new Report().line("all is well")));
		CommandContext line = CommandContext.of(new String[] { "--watch" },
				CommandParserResults.of(List.of(), List.of(), List.of()), null, command);
		assertThat(command.getTarget().getFunction().apply(line)).isEqualTo("");
		assertThat(this.screen.toString(StandardCharsets.UTF_8)).contains("all is well", "Press Enter to stop");
	}

	@Test
	void aLineWithAPasswordIsNotKept() {
		LineReader reader = LineReaderBuilder.builder().terminal(terminal("")).build();
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("lineReader", reader);
		new UnkeptLines(beans.getBeanProvider(LineReader.class)).afterSingletonsInstantiated();
		reader.getHistory().attach(reader);
		reader.getHistory().add("autoscale config server http://localhost:8085 --username ops --password hush");
		assertThat(reader.getHistory()).isEmpty();
		reader.getHistory().add("autoscale config server http://localhost:8085 --username ops");
		assertThat(reader.getHistory()).hasSize(1);
	}

	private Questions questions(String typed) {
		return new Questions(terminal(typed), this.context);
	}

	private Terminal terminal(String typed) {
		try {
			return new DumbTerminal(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), this.screen);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
