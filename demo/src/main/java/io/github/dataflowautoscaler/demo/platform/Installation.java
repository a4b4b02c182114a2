package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where everything is.
 *
 * @param project the project's directory, built
 * @param run the directory for what a run leaves: logs, data, configuration
 * @param ports where the servers listen
 */
public record Installation(Path project, Path run, Ports ports) {

	private static final String VERSION = "1.0.0-SNAPSHOT";

	public Installation {
		project = project.toAbsolutePath().normalize();
		run = run.toAbsolutePath().normalize();
	}

	/**
	 * Returns a stream application's executable jar.
	 * @param module the module's name, such as {@code time-source}
	 * @return the jar
	 */
	public Path streamApp(String module) {
		return built("stream-apps/" + module + "/target/" + module + "-" + VERSION + ".jar");
	}

	Path webhook() {
		return built("alert-webhook/target/alert-webhook-" + VERSION + ".jar");
	}

	Path dataFlow() {
		return built("servers/dataflow-server/target/dataflow-server.jar");
	}

	Path skipper() {
		return built("servers/skipper/target/skipper-server.jar");
	}

	Path kafkaClassPath() {
		return built("servers/kafka/target/class-path");
	}

	/**
	 * Returns where the token is that alerts are sent with.
	 * @return the file, there once the run directory is prepared
	 */
	Path alertTokenFile() {
		return this.run.resolve("alert-token");
	}

	public Path logs() {
		return this.run.resolve("logs");
	}

	public RecordedProcesses processes() {
		return new RecordedProcesses(this.run.resolve("processes"));
	}

	/**
	 * Empties the run directory, and writes a new token into it.
	 */
	public void prepare() {
		if (!processes().alive().isEmpty()) {
			throw new IllegalStateException(
					"What was started in " + this.run + " is still running. End it first (demo/stop)");
		}
		try {
			if (Files.exists(this.run)) {
				try (Stream<Path> files = Files.walk(this.run)) {
					for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
						Files.delete(file);
					}
				}
			}
			Files.createDirectories(logs());
			Files.writeString(alertTokenFile(), UUID.randomUUID().toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the programs that are not Java, with the build's own prerequisite step.
	 * @param project the project's directory
	 * @return the paths of prometheus, promtool, alertmanager and amtool
	 */
	public static Map<String, String> programs(Path project) {
		String output = Command.run(List.of(project.resolve("demo/prerequisites").toString()));
		return output.lines()
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
	}

	private Path built(String path) {
		Path file = this.project.resolve(path);
		if (!Files.exists(file)) {
			throw new IllegalStateException(file + " is missing. Build the project first: ./mvnw package -DskipTests");
		}
		return file;
	}

}
