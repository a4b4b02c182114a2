package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.demo.platform.Installation;

/**
 * The command line tools of Prometheus and Alertmanager, and the files they are to judge.
 */
final class MonitoringTools {

	private static final Map<String, String> PROGRAMS = Installation.programs(projectRoot());

	private MonitoringTools() {
	}

	/**
	 * Returns a file of the project, wherever the tests are started.
	 * @param path the path from the project's root
	 * @return the absolute path
	 */
	static Path projectFile(String path) {
		return projectRoot().resolve(path);
	}

	private static Path projectRoot() {
		String configured = System.getProperty("project.root");
		if (configured != null) {
			return Path.of(configured).toAbsolutePath().normalize();
		}
		Path start = Path.of("").toAbsolutePath();
		for (Path directory = start; directory != null; directory = directory.getParent()) {
			if (Files.exists(directory.resolve("prometheus/alert.rules.yml"))) {
				return directory;
			}
		}
		throw new IllegalStateException("No prometheus/alert.rules.yml in or above " + start
				+ "; say where the project is with -Dproject.root=...");
	}

	/**
	 * Runs a tool to its end.
	 * @param tool {@code promtool} or {@code amtool}, which the build's prerequisite step
	 * has found
	 * @param arguments what follows on the command line
	 * @return its exit code and everything that it printed
	 */
	static Result run(String tool, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(PROGRAMS.get(tool));
		command.addAll(arguments);
		return run(command);
	}

	/**
	 * Runs a program to its end.
	 * @param command the program and its arguments
	 * @return its exit code and everything that it printed
	 */
	static Result run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Result(process.waitFor(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not run " + command, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + command, ex);
		}
	}

	/**
	 * What came of running a tool.
	 *
	 * @param exitCode 0 if the tool was content
	 * @param output standard output and standard error, in the order of printing
	 */
	record Result(int exitCode, String output) {

	}

}
