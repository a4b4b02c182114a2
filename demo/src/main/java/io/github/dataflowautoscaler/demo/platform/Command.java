package io.github.dataflowautoscaler.demo.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that ends by itself.
 */
final class Command {

	private Command() {
	}

	/**
	 * Runs a program to its end, and fails with what it wrote if it fails.
	 * @param command the program and its arguments
	 * @return what it wrote to standard output
	 */
	static String run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectInput(Redirect.from(new File("/dev/null")))
				.redirectError(Redirect.INHERIT)
				.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int exitCode = process.waitFor();
			if (exitCode != 0) {
				throw new IllegalStateException(
						"%s failed with exit code %d.%n%s".formatted(command.get(0), exitCode, output));
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during " + command.get(0), ex);
		}
	}

}
