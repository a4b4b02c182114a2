package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run the servers that are Java, small: all of them share one machine.
 */
final class JavaServers {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/** Linux gives connections the ports from 32768 on. */
	private static final int HIGHEST_PORT = 32767;

	private final Installation installation;

	JavaServers(Installation installation) {
		this.installation = installation;
	}

	/**
	 * Formats Kafka's storage, which has to be done once before the first start.
	 * @return how to run one node that is broker and controller
	 */
	ServerDefinition kafka() {
		Path properties = write("kafka.properties", kafkaProperties());
		List<String> kafka = java(192, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
				"-Dorg.slf4j.simpleLogger.log.kafka.server=info", "-Dorg.slf4j.simpleLogger.showDateTime=true",
				"-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS", "-cp",
				read(this.installation.kafkaClassPath()));
		String cluster = Command.run(with(kafka, "kafka.tools.StorageTool", "random-uuid")).strip();
		Command.run(with(kafka, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", properties.toString()));
		return new ServerDefinition("Kafka", with(kafka, "kafka.Kafka", properties.toString()),
				Readiness.listening(this.installation.ports().kafka()));
	}

	ServerDefinition skipper() {
		int port = this.installation.ports().skipper();
		String account = "--spring.cloud.skipper.server.platform.local.accounts.default.";
		return boot("Skipper", this.installation.skipper(), Ports.http(port).resolve("/api/about"),
				"--spring.cloud.config.enabled=false",
				account + "workingDirectoriesRoot=" + this.installation.run().resolve("applications"),
				account + "deleteFilesOnExit=false",
				// An application starts seconds after its port was seen to be free.
				account + "portRange.high=" + HIGHEST_PORT);
	}

	/**
	 * Returns how to run Data Flow.
	 * @return a definition with the database in a file, so that a restart finds the
	 * streams again
	 */
	ServerDefinition dataFlow() {
		Ports ports = this.installation.ports();
		String streams = "--spring.cloud.dataflow.applicationProperties.stream.";
		return boot("Data Flow", this.installation.dataFlow(), Ports.http(ports.dataFlow()).resolve("/about"),
				"--spring.cloud.skipper.client.serverUri=" + Ports.http(ports.skipper()).resolve("/api"),
				"--spring.datasource.url=jdbc:h2:file:" + this.installation.run().resolve("dataflow")
						+ ";DATABASE_TO_UPPER=FALSE",
				streams + "server.address=127.0.0.1",
				streams + "spring.cloud.stream.kafka.binder.brokers=" + brokers());
	}

	/**
	 * Returns how to run the webhook, with a token for alerts. Its API is open, as it is
	 * to a machine of one's own. Kafka and Alertmanager hear of its decisions. A scale
	 * call without an answer is given up early: the local deployer waits for nothing.
	 * @param name the replica's name
	 * @param port where it listens
	 * @param database the address of its database
	 * @return the definition
	 */
	ServerDefinition webhook(String name, int port, String database) {
		Ports ports = this.installation.ports();
		return boot(name, this.installation.webhook(), Ports.http(port).resolve("/actuator/health/readiness"),
				"--spring.cloud.dataflow.client.server-uri=" + Ports.http(ports.dataFlow()),
				"--autoscale.prometheus.uri=" + Ports.http(ports.prometheus()),
				"--autoscale.security.alert-token-file=" + this.installation.alertTokenFile(),
				"--autoscale.alertmanager.uris=" + Ports.http(ports.alertmanager()), "--autoscale.events.enabled=true",
				"--autoscale.scaling.unanswered-timeout=30s", "--spring.cloud.stream.kafka.binder.brokers=" + brokers(),
				"--spring.datasource.url=" + database);
	}

	private String brokers() {
		return "127.0.0.1:" + this.installation.ports().kafka();
	}

	private ServerDefinition boot(String name, Path jar, URI readiness, String... arguments) {
		List<String> command = with(java(320, "-jar", jar.toString()), "--server.port=" + readiness.getPort(),
				"--server.address=127.0.0.1");
		return new ServerDefinition(name, with(command, arguments), Readiness.answering(readiness));
	}

	private List<String> java(int megabytes, String... arguments) {
		return with(List.of(JAVA, "-Xms64m", "-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
				arguments);
	}

	private static List<String> with(List<String> command, String... arguments) {
		List<String> longer = new ArrayList<>(command);
		longer.addAll(List.of(arguments));
		return List.copyOf(longer);
	}

	// The buffer of the log cleaner would not fit into the small heap otherwise.
	private String kafkaProperties() {
		Ports ports = this.installation.ports();
		return """
				process.roles=broker,controller
				node.id=1
				controller.quorum.voters=1@127.0.0.1:%2$d
				listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
				controller.listener.names=CONTROLLER
				log.dirs=%3$s
				log.cleaner.dedupe.buffer.size=8388608
				group.initial.rebalance.delay.ms=0
				offsets.topic.num.partitions=1
				offsets.topic.replication.factor=1
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				""".formatted(ports.kafka(), ports.kafkaController(), this.installation.run().resolve("kafka"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path write(String file, String text) {
		try {
			return Files.writeString(this.installation.run().resolve(file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
