package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.demo.platform.Installation;

/**
 * A program that ends by itself, and the project that it works on.
 */
final class Tool {

	static final Path PROJECT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

	private static final Map<String, String> MONITORING = Installation.programs(PROJECT);

	private Tool() {
	}

	/**
	 * Runs promtool or amtool.
	 * @param tool which
	 * @param arguments what follows on the command line
	 * @return what came of it
	 */
	static Result monitoring(String tool, String... arguments) {
		List<String> command = new ArrayList<>(List.of(MONITORING.get(tool)));
		command.addAll(List.of(arguments));
		return run(command, Map.of());
	}

	static Result run(List<String> command, Map<String, String> environment) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().putAll(environment);
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Result(process.waitFor(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during " + command, ex);
		}
	}

	/**
	 * What came of running a program.
	 *
	 * @param exitCode 0 if it was content
	 * @param output standard output and standard error, in the order of printing
	 */
	record Result(int exitCode, String output) {

		/**
		 * The output of a program that was content.
		 * @return the output
		 * @throws IllegalStateException with the output, if it was not
		 */
		String success() {
			if (this.exitCode != 0) {
				throw new IllegalStateException("Exit code %d: %s".formatted(this.exitCode, this.output));
			}
			return this.output;
		}

	}

}
