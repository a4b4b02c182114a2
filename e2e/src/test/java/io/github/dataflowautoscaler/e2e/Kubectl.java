package io.github.dataflowautoscaler.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A namespace of the cluster that {@code kubectl} is connected with. What it forwards
 * ends with {@link #close()}.
 */
final class Kubectl implements AutoCloseable {

	private static final Pattern FORWARDED = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) .*");

	private final String namespace;

	private final List<Process> forwards = new ArrayList<>();

	Kubectl(String namespace) {
		this.namespace = namespace;
	}

	String namespace() {
		return this.namespace;
	}

	/**
	 * Runs kubectl to its end.
	 * @param arguments what follows on the command line; the namespace is added
	 * @return what it printed
	 * @throws IllegalStateException with what it printed, if it failed
	 */
	String run(String... arguments) {
		List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", this.namespace));
		command.addAll(List.of(arguments));
		return run(command);
	}

	/**
	 * Runs a program to its end.
	 * @param command the program and its arguments
	 * @return what it printed
	 * @throws IllegalStateException with what it printed, if it failed
	 */
	static String run(List<String> command) {
		MonitoringTools.Result result = MonitoringTools.run(command);
		if (result.exitCode() != 0) {
			throw new IllegalStateException("%s failed: %s".formatted(command, result.output()));
		}
		return result.output();
	}

	/**
	 * Makes a Pod reachable from here.
	 * @param target {@code pod/NAME}, or {@code service/NAME} for a Pod that it has now
	 * @param port its port
	 * @return where it is
	 */
	URI forward(String target, int port) {
		try {
			Process process = new ProcessBuilder("kubectl", "--namespace", this.namespace, "port-forward",
					"--address=127.0.0.1", target, ":" + port)
				.redirectErrorStream(true)
				.start();
			this.forwards.add(process);
			BufferedReader reader = process.inputReader();
			String line = reader.readLine();
			Matcher forwarded = FORWARDED.matcher(String.valueOf(line));
			if (!forwarded.matches()) {
				throw new IllegalStateException("%s can't be reached: %s".formatted(target, line));
			}
			// What it prints for each connection has to go somewhere.
			Thread drain = new Thread(() -> reader.lines().forEach((printed) -> {
			}));
			drain.setDaemon(true);
			drain.start();
			return URI.create("http://127.0.0.1:" + forwarded.group(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not run kubectl", ex);
		}
	}

	@Override
	public void close() {
		this.forwards.forEach(Process::destroy);
	}

}
