package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shell as Data Flow's with the plugin in it, to which an operator gives command files.
 *
 * @param dataFlow the server to connect to
 * @param webhook where the autoscaler is
 */
record OperatorShell(URI dataFlow, URI webhook) {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final Path MODULE = MonitoringTools.projectFile("shell-plugin/target");

	private static final Path PLUGIN = MODULE.resolve("dataflow-autoscaler-shell-plugin-1.0.0-SNAPSHOT.jar");

	/**
	 * Runs commands that succeed.
	 * @param commands one per line
	 * @return what they print
	 */
	String run(String... commands) {
		return run(0, commands);
	}

	/**
	 * Runs commands of which the last one fails.
	 * @param commands one per line
	 * @return what they print
	 */
	String runToFailure(String... commands) {
		return run(1, commands);
	}

	private String run(int exitCode, String... commands) {
		try {
			Path file = Files.createTempFile("autoscale", ".commands");
			Files.write(file, List.of(commands));
			Process process = new ProcessBuilder(JAVA, "-XX:TieredStopAtLevel=1", "-cp",
					PLUGIN + ":" + MODULE.resolve("test-classes") + ":" + MODULE.resolve("shell") + "/*",
					"io.github.dataflowautoscaler.shellstandin.ShellStandIn", "--dataflow.uri=" + this.dataFlow,
					"--dataflow.autoscale.uri=" + this.webhook, "--spring.shell.commandFile=" + file)
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
			Files.delete(file);
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
