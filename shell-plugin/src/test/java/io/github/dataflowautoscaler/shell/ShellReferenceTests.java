package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/shell.md} tells of every command and every option.
 */
class ShellReferenceTests {

	@Test
	void everythingIsDocumented() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "shell.md"));
		try (RunningShell shell = new RunningShell()) {
			assertThat(shell.commands(Command.GROUP)).hasSize(22).allSatisfy((command) -> {
				assertThat(page).contains("dataflow:>" + command.getCommand());
				assertThat(command.getOptions()).flatMap((option) -> List.of(option.getLongNames()))
					.filteredOn((option) -> !option.isEmpty())
					.allSatisfy((option) -> assertThat(page).contains("`--" + option));
			});
		}
	}

}
