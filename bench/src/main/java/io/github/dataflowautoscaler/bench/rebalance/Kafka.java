package io.github.dataflowautoscaler.bench.rebalance;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker as a process of its own. Everything that a group's members wait for has
 * Kafka's default.
 */
final class Kafka implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private static final int POLL_MILLISECONDS = 100;

	private final Path directory;

	private final int port = freePort();

	private final Process process;

	/**
	 * Formats a storage, starts the broker and waits until it listens.
	 * @param classPath the class path of the broker
	 * @param directory for the storage and the log
	 * @throws IOException if it doesn't start; the message names the log
	 * @throws InterruptedException if that happens to the calling thread
	 */
	Kafka(String classPath, Path directory) throws IOException, InterruptedException {
		this.directory = directory;
		String properties = Files.writeString(directory.resolve("kafka.properties"), properties()).toString();
		// Any 16 bytes in Base64 are a cluster's id.
		int exit = start(classPath, "kafka.tools.StorageTool", "format", "-t", "cmViYWxhbmNlLWJlbmNoIQ", "-c",
				properties)
			.waitFor();
		if (exit != 0) {
			throw new IOException("Kafka's storage was not formatted; see " + log());
		}
		this.process = start(classPath, "kafka.Kafka", properties);
		try {
			awaitListening();
		}
		catch (IOException | InterruptedException ex) {
			close();
			throw ex;
		}
	}

	private Process start(String classPath, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(log().toFile()))
			.start();
	}

	private String properties() throws IOException {
		return """
				process.roles=broker,controller
				node.id=1
				controller.quorum.voters=1@127.0.0.1:%2$d
				listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
				controller.listener.names=CONTROLLER
				log.dirs=%3$s
				log.cleaner.dedupe.buffer.size=8388608
				offsets.topic.num.partitions=1
				offsets.topic.replication.factor=1
				""".formatted(this.port, freePort(), this.directory.resolve("data"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void awaitListening() throws IOException, InterruptedException {
		long begin = System.nanoTime();
		while (!isListening()) {
			if (!this.process.isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
				throw new IOException("Kafka did not start; see " + log());
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Path log() {
		return this.directory.resolve("kafka.log");
	}

	String brokers() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
