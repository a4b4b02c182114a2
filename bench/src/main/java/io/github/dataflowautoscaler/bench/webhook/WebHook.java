package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A webhook as a process of its own, with a directory of its own.
 */
final class WebHook implements AutoCloseable {

	/** The memory limit of the manifests. */
	private static final String LIMIT = "-XX:MaxRAM=768m";

	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private static final int POLL_MILLISECONDS = 20;

	private static final Pattern KILOBYTES = Pattern.compile("(Vm\\w+):\\s+(\\d+) kB");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final Path directory;

	private final int port;

	private final double startSeconds;

	private final double startCpuSeconds;

	private final Subject subject;

	/**
	 * Starts it and waits until it is ready.
	 * @param subject which one
	 * @param programs where it is
	 * @param directory for the database and the log
	 * @param server address of Data Flow and of Prometheus
	 * @throws IOException if it doesn't start; the message names the log
	 * @throws InterruptedException if that happens to the calling thread
	 */
	WebHook(Subject subject, Programs programs, Path directory, String server)
			throws IOException, InterruptedException {
		this.subject = subject;
		this.directory = directory;
		this.port = freePort();
		long begin = System.nanoTime();
		List<String> command = new ArrayList<>();
		command.add(Programs.JAVA);
		command.add(LIMIT);
		command.addAll(Programs.imageOptions());
		command.addAll(subject.program(programs));
		command.add("--server.port=" + this.port);
		command.addAll(subject.arguments(directory, server));
		this.process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log().toFile())
			.start();
		try {
			awaitReadiness(begin);
		}
		catch (IOException | InterruptedException ex) {
			close();
			throw ex;
		}
		this.startSeconds = (System.nanoTime() - begin) / 1e9;
		this.startCpuSeconds = cpuSeconds();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void awaitReadiness(long begin) throws IOException, InterruptedException {
		while (!isReady()) {
			if (!this.process.isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
				throw new IOException("The %s did not start; see %s".formatted(this.subject, log()));
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return answer(this.subject.readiness()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * From the start of the process until it was ready.
	 * @return seconds
	 */
	double startSeconds() {
		return this.startSeconds;
	}

	/**
	 * Processor time from the start of the process until it was ready.
	 * @return seconds
	 */
	double startCpuSeconds() {
		return this.startCpuSeconds;
	}

	Subject subject() {
		return this.subject;
	}

	Path log() {
		return this.directory.resolve(this.subject + ".log");
	}

	/**
	 * Reads a page.
	 * @param path the path
	 * @return the body
	 * @throws IOException if the answer is not 200
	 * @throws InterruptedException if that happens to the calling thread
	 */
	String get(String path) throws IOException, InterruptedException {
		HttpResponse<String> answer = answer(path);
		if (answer.statusCode() != 200) {
			throw new IOException("%s was answered with %s; see %s".formatted(path, answer.statusCode(), log()));
		}
		return answer.body();
	}

	private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.port + path);
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	/**
	 * Processor time that it took since its start.
	 * @return seconds
	 */
	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

	/**
	 * Memory that it occupies.
	 * @param measure {@code VmRSS} for now, {@code VmHWM} for the most so far
	 * @return megabytes (10^6 bytes), -1 where the system doesn't tell
	 * @throws IOException if the system's answer can't be read
	 */
	double residentMegabytes(String measure) throws IOException {
		Path status = Path.of("/proc", Long.toString(this.process.pid()), "status");
		if (!Files.exists(status)) {
			return -1;
		}
		return Files.readAllLines(status)
			.stream()
			.map(KILOBYTES::matcher)
			.filter((line) -> line.matches() && line.group(1).equals(measure))
			.mapToDouble((line) -> Long.parseLong(line.group(2)) * 1024 / 1e6)
			.findFirst()
			.orElse(-1);
	}

	double databaseMegabytes() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			List<Path> database = files.filter((file) -> file.getFileName().toString().startsWith("db.")).toList();
			double bytes = 0;
			for (Path file : database) {
				bytes += Files.size(file);
			}
			return bytes / 1e6;
		}
	}

	/**
	 * Reads how often a regular task ran and how long that took altogether.
	 * @param type the simple name of its class
	 * @param method its method
	 * @return what it took so far
	 * @throws IOException if the metrics can't be read, or if it never ran
	 * @throws InterruptedException if that happens to the calling thread
	 */
	Task task(String type, String method) throws IOException, InterruptedException {
		double runs = 0;
		double seconds = 0;
		Pattern sample = Pattern.compile(
				"(?m)^tasks_scheduled_execution_seconds_(count|sum)\\{code_function=\"%s\",code_namespace=\"[\\w.]+\\.%s\".*} (\\S+)$"
					.formatted(method, type));
		for (Matcher matcher = sample.matcher(get("/actuator/prometheus")); matcher.find();) {
			if (matcher.group(1).equals("count")) {
				runs += Double.parseDouble(matcher.group(2));
			}
			else {
				seconds += Double.parseDouble(matcher.group(2));
			}
		}
		if (runs == 0) {
			throw new IOException("The metrics have no task %s.%s".formatted(type, method));
		}
		return new Task(runs, seconds);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What a regular task took since the start.
	 *
	 * @param runs how often it ran
	 * @param seconds how long altogether
	 */
	record Task(double runs, double seconds) {

		/**
		 * The mean time of the runs since an earlier reading.
		 * @param before the earlier reading
		 * @return milliseconds, 0 if there were none
		 */
		double meanMillisecondsSince(Task before) {
			double more = this.runs - before.runs;
			return (more > 0) ? 1000 * (this.seconds - before.seconds) / more : 0;
		}

	}

}
