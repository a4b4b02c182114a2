package io.github.dataflowautoscaler.webhook.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dataflowautoscaler.webhook.PrometheusProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evaluates what a check asks with Prometheus' own tool: a stand-in does not compute.
 */
final class Promtool {

	private Promtool() {
	}

	/**
	 * Runs a test of promtool's kind.
	 * @param directory where its file is put
	 * @param test the file's content
	 */
	static void assertPasses(Path directory, String test) {
		try {
			Path file = Files.writeString(directory.resolve("promtool.yml"), test);
			Process promtool = new ProcessBuilder(PrometheusProcess.program("promtool"), "test", "rules",
					file.toString())
				.redirectErrorStream(true)
				.start();
			String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(promtool.onExit().join().exitValue()).as(output).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
