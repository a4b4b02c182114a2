package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real Prometheus, which the build's prerequisite step has found.
 */
public final class PrometheusProcess implements AutoCloseable {

	private static final String PROGRAM = program("prometheus");

	private final int port = freePort();

	private final Process process;

	/**
	 * Starts the server.
	 * @param directory where it keeps its configuration and its data
	 * @param configuration its configuration file
	 * @param arguments more arguments
	 */
	PrometheusProcess(Path directory, String configuration, String... arguments) {
		try {
			Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
			ProcessBuilder builder = new ProcessBuilder(PROGRAM, "--config.file=" + file,
					"--storage.tsdb.path=" + directory.resolve("tsdb"), "--web.listen-address=127.0.0.1:" + this.port);
			builder.command().addAll(List.of(arguments));
			this.process = builder.redirectErrorStream(true)
				.redirectOutput(directory.resolve("prometheus.log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	String uri() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Finds a program of Prometheus.
	 * @param name {@code prometheus} or {@code promtool}
	 * @return its path
	 */
	public static String program(String name) {
		try {
			Process process = new ProcessBuilder("../demo/prerequisites").start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> line.startsWith(name + "="))
				.map((line) -> line.substring(name.length() + 1))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Below those that Linux may give to a connection before Prometheus listens. */
	private static int freePort() {
		while (true) {
			int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_768);
			try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody else listens there.
			}
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
