package io.github.dataflowautoscaler.shell;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.shell.command.CommandContext;
import org.springframework.shell.command.CommandParser.CommandParserResults;
import org.springframework.shell.command.CommandRegistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The words after a command, as each generation of Spring Shell hands them over.
 */
class ArgumentsTests {

	private static final CommandRegistration COMMAND = CommandRegistration.builder()
		.command("autoscale show")
		.withOption()
		.longNames("name")
		.position(0)
		.arity(1, 1)
		.and()
		.withOption()
		.longNames("applicationName")
		.arity(1, 1)
		.and()
		.withOption()
		.longNames("watch")
		.arity(0, 1)
		.and()
		.withTarget()
		.function((context) -> "")
		.and()
		.build();

	@Test
	void theCommandsOwnWordsMayBeAmongThem() {
		assertThat(read("scaletest", "--watch").stream()).isEqualTo("scaletest");
		assertThat(read("autoscale", "show", "scaletest", "--watch", "").isOn("watch")).isTrue();
		assertThat(read("autoscale", "show", "--watch", "false", "scaletest").isOn("watch")).isFalse();
	}

	@Test
	void whatTheShellSwallowsIsRefused() {
		assertRefused("There is no option '--force'; there are --applicationName, --name, --watch", "x", "--force");
		assertRefused("--applicationName has no value", "x", "--applicationName", "--watch");
		assertRefused("'y' is an unexpected argument; an application follows --applicationName", "x", "y");
	}

	@Test
	void whatTheShellDoesNotMissIsMissed() {
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> read("x").application())
			.withMessage("--applicationName is missing");
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> read().stream())
			.withMessage("The name of the stream is missing");
	}

	private static void assertRefused(String message, String... words) {
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> read(words)).withMessage(message);
	}

	private static Arguments read(String... words) {
		return Arguments
			.of(CommandContext.of(words, CommandParserResults.of(List.of(), List.of(), List.of()), null, COMMAND));
	}

}
