package io.github.dataflowautoscaler.bench.webhook;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command line of {@link LoadBench}.
 */
class LoadSettingsTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			--stream 5      | There is no option '--stream'; bench/load --help lists them
			--streams       | --streams needs a value
			--streams 5,,6  | --streams is ''; it must be a whole number from 1 to 99999
			--streams 0     | --streams is '0'; it must be a whole number from 1 to 99999
			--seconds 1.5   | --seconds is '1.5'; it must be a whole number from 1 to 3600
			--rounds 1 --rounds 2 | --rounds is given twice
			""")
	void aWrongCommandLineIsAnErrorOfOneLine(String arguments, String message) throws Exception {
		assertThat(run(arguments.split(" "))).isEqualTo(2);
		assertThat(this.err).hasToString("bench/load: " + message + System.lineSeparator());
	}

	@Test
	void helpListsTheOptions() throws Exception {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--streams NUMBER,...", "--warm-up NUMBER");
	}

	private int run(String... arguments) throws InterruptedException {
		return new LoadBench(new Programs(Path.of("none")), Path.of("none"), new PrintStream(this.out),
				new PrintStream(this.err))
			.run(List.of(arguments), Path.of("none"));
	}

}
