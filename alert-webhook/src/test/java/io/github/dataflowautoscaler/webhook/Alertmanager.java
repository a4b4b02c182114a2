package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Alertmanager. With the project's own configuration, outcome alerts go to whoever
 * reads them, who takes notes here, and back to the webhook.
 */
final class Alertmanager implements AutoCloseable {

	private static final String READERS = """
			  - name: outcomes
			    webhook_configs:
			      - url: http://127.0.0.1:%d/
			      - url: http://127.0.0.1:%d/alert
			""";

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<String> notifications = new CopyOnWriteArrayList<>();

	private final Path directory;

	private final int port;

	private final HttpServer reader;

	private Process process;

	/**
	 * Prepares an Alertmanager, which is not started yet.
	 * @param directory where it keeps its data
	 */
	Alertmanager(Path directory) {
		this.directory = directory;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
			this.reader = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.reader.createContext("/", this::note);
		this.reader.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.port;
	}

	int port() {
		return this.port;
	}

	/**
	 * Starts it with the project's own configuration.
	 * @param webhook the port that the webhook listens on
	 * @param arguments more arguments
	 */
	void start(int webhook, String... arguments) {
		try {
			start(Files.readString(Path.of("../alertmanager/alertmanager.yml"))
				.replaceAll("(?s)  - name: outcomes.*", READERS.formatted(this.reader.getAddress().getPort(), webhook))
				.replace("localhost:8085", "127.0.0.1:" + webhook)
				.replace("group_interval: 1m", "group_interval: 1s"), arguments);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts it.
	 * @param configuration its configuration
	 * @param arguments more arguments
	 */
	void start(String configuration, String... arguments) {
		try {
			Path file = Files.writeString(this.directory.resolve("alertmanager.yml"), configuration);
			ProcessBuilder builder = new ProcessBuilder(program(), "--config.file=" + file,
					"--storage.path=" + this.directory.resolve("alertmanager"), "--cluster.listen-address=",
					"--web.listen-address=127.0.0.1:" + this.port);
			builder.command().addAll(List.of(arguments));
			this.process = builder.redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("alertmanager.log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().ignoreExceptions().until(this::listens);
	}

	/** Whoever is not let in gets an answer, too. */
	private boolean listens() throws IOException {
		new Socket(InetAddress.getLoopbackAddress(), this.port).close();
		return true;
	}

	/** Silences an alert for an hour. */
	void silence(String alert, String author, String comment) {
		String silence = """
				{"matchers":[{"name":"alertname","value":"%s","isRegex":false}],"startsAt":"%s","endsAt":"%s",
				"createdBy":"%s","comment":"%s"}""".formatted(alert, Instant.now(),
				Instant.now().plus(Duration.ofHours(1)), author, comment);
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/api/v2/silences"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(silence))
			.build();
		assertThat(send(request).statusCode()).isEqualTo(200);
	}

	/** The names of the alerts that something keeps from being notified of. */
	List<String> suppressed() {
		return JsonPath.read(get("/api/v2/alerts").body(), "$[?(@.status.state == 'suppressed')].labels.alertname");
	}

	/** The summaries of the alerts that it knows and that are not over. */
	List<String> active() {
		return JsonPath.read(get("/api/v2/alerts").body(), "$[*].annotations.summary");
	}

	/** When the alerts that it knows and that are not over will be. */
	List<Instant> ends() {
		List<String> ends = JsonPath.read(get("/api/v2/alerts").body(), "$[*].endsAt");
		return ends.stream().map(Instant::parse).toList();
	}

	/**
	 * What its reader was notified of, in order, as {@code firing AutoscaleFailed}.
	 */
	List<String> notifications() {
		return List.copyOf(this.notifications);
	}

	private HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(uri() + path)).build());
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void note(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.notifications.add(JsonPath.read(body, "$.status") + " " + JsonPath.read(body, "$.commonLabels.alertname"));
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private static String program() throws IOException {
		Process prerequisites = new ProcessBuilder("../demo/prerequisites").start();
		return prerequisites.inputReader()
			.lines()
			.filter((line) -> line.startsWith("alertmanager="))
			.map((line) -> line.substring("alertmanager=".length()))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
		this.reader.stop(0);
	}

}
