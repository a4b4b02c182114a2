package io.github.dataflowautoscaler.bench.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What is measured.
 */
enum Subject {

	/**
	 * The least that a webhook does: it keeps nothing and makes one call for each alert.
	 */
	CONTROL("/ready") {

		@Override
		List<String> arguments(Path directory, String server) {
			return List.of("--dataflow.uri=" + server, "--streams.prefix=" + Streams.PREFIX);
		}

	},

	/** The project's webhook, from its executable jar. */
	JAR("/actuator/health/readiness") {

		@Override
		List<String> arguments(Path directory, String server) {
			return List.of("--spring.datasource.url=jdbc:h2:file:" + directory.resolve("db"),
					"--spring.cloud.dataflow.client.server-uri=" + server, "--autoscale.prometheus.uri=" + server);
		}

	},

	/**
	 * The same as in its container image: unpacked, and with an archive of its classes.
	 */
	IMAGE("/actuator/health/readiness") {

		@Override
		List<String> arguments(Path directory, String server) {
			return JAR.arguments(directory, server);
		}

	};

	private final String readiness;

	Subject(String readiness) {
		this.readiness = readiness;
	}

	/**
	 * What it is started with.
	 * @param directory for its files
	 * @param server address of Data Flow and of Prometheus
	 * @return arguments
	 */
	abstract List<String> arguments(Path directory, String server);

	/** The path that is answered with 200 once it is ready. */
	String readiness() {
		return this.readiness;
	}

	/**
	 * How Java is told to run it.
	 * @param programs where they are
	 * @return options of Java
	 */
	List<String> program(Programs programs) {
		return switch (this) {
			case CONTROL -> List.of("-jar", programs.control().toString());
			case JAR -> List.of("-jar", programs.webHook().toString());
			case IMAGE ->
				List.of("-XX:SharedArchiveFile=" + programs.archive(), "-jar", programs.unpacked().toString());
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
