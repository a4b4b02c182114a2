package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in front of a server: answers some requests itself, and passes on the others. So
 * it can be what asks for a log-in, what hides a path, or a proxy.
 */
final class FrontDoor implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Headers> requests = new CopyOnWriteArrayList<>();

	private final String behind;

	private final HttpServer server;

	private volatile Function<HttpExchange, Optional<Answer>> rule = (exchange) -> Optional.empty();

	/**
	 * Opens a door.
	 * @param behind the server behind it
	 */
	FrontDoor(String behind) {
		this.behind = behind;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String uri() {
		return "http://127.0.0.1:" + port();
	}

	/**
	 * Answers some requests itself.
	 * @param rule what it answers, empty for what it passes on
	 */
	void rule(Function<HttpExchange, Optional<Answer>> rule) {
		this.rule = rule;
	}

	/** Lets in whoever shows a header. */
	void wants(String header, String value, Answer otherwise) {
		rule((exchange) -> value.equals(exchange.getRequestHeaders().getFirst(header)) ? Optional.empty()
				: Optional.of(otherwise));
	}

	/** The headers of all requests so far. */
	List<Headers> requests() {
		return List.copyOf(this.requests);
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.requests.add(exchange.getRequestHeaders());
		byte[] body = exchange.getRequestBody().readAllBytes();
		Answer answer = this.rule.apply(exchange).orElseGet(() -> pass(exchange, body));
		exchange.getResponseHeaders().add("Content-Type", answer.type());
		if (answer.status() == 302) {
			exchange.getResponseHeaders().add("Location", answer.body());
		}
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private Answer pass(HttpExchange exchange, byte[] body) {
		URI uri = exchange.getRequestURI();
		String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("text/plain");
		HttpRequest request = HttpRequest
			.newBuilder(URI
				.create(this.behind + uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "")))
			.header("Content-Type", type)
			.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
			.build();
		try {
			HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
			return new Answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse("text/plain"),
					answer.body());
		}
		catch (IOException | InterruptedException ex) {
			return new Answer(502, "text/plain", "Bad gateway");
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * An answer of its own.
	 *
	 * @param status the status
	 * @param type the type of the body
	 * @param body the body, of a redirect also where to
	 */
	record Answer(int status, String type, String body) {
	}

}
