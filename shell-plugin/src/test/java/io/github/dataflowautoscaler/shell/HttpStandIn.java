package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server with prepared answers that remembers what it was asked.
 */
final class HttpStandIn implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<Asked> asked = new CopyOnWriteArrayList<>();

	HttpStandIn() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/**
	 * Creates a Data Flow server with two streams, whose documents were recorded from
	 * version 2.11.5.
	 */
	static HttpStandIn dataFlow() {
		HttpStandIn dataFlow = new HttpStandIn();
		return dataFlow.json("GET /", resource("/dataflow/root.json", dataFlow))
			.json("GET /about", resource("/dataflow/about.json", dataFlow))
			.json("GET /streams/definitions", resource("/dataflow/definitions.json", dataFlow));
	}

	private static String resource(String name, HttpStandIn server) {
		try (InputStream resource = Objects.requireNonNull(HttpStandIn.class.getResourceAsStream(name), name)) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("{port}",
					String.valueOf(server.server.getAddress().getPort()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** Prepares the answer to a method and path. */
	HttpStandIn answer(String request, int status, String type, String body) {
		this.answers.put(request, new Answer(status, type, body));
		return this;
	}

	HttpStandIn json(String request, String body) {
		return answer(request, 200, "application/json", body);
	}

	HttpStandIn problem(String request, int status, String detail) {
		return answer(request, status, "application/problem+json",
				"{\"status\": %d, \"detail\": \"%s\"}".formatted(status, detail));
	}

	List<Asked> asked() {
		return this.asked;
	}

	Asked last() {
		return this.asked.get(this.asked.size() - 1);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
					exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("Content-Type"), body));
			Answer answer = this.answers.getOrDefault(
					exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
					new Answer(404, "text/html", "<html>Not here</html>"));
			exchange.getResponseHeaders().add("Content-Type", answer.type());
			if (answer.status() / 100 == 3) {
				exchange.getResponseHeaders().add("Location", answer.body());
			}
			byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(answer.status(), (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private record Answer(int status, String type, String body) {
	}

	/** What came in; a header that was not there is {@code null}. */
	record Asked(String method, String uri, String authorization, String contentType, String body) {
	}

}
