package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a Data Flow server without streams that wants a log-in, and for the
 * server that gives tokens for it, to the client {@code autoscaler} with the secret
 * {@code client-secret}.
 */
final class LoggedInDataFlow implements AutoCloseable {

	/** {@code autoscaler:client-secret}. */
	private static final String CLIENT = "Basic YXV0b3NjYWxlcjpjbGllbnQtc2VjcmV0";

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final List<String> tokenRequests = new CopyOnWriteArrayList<>();

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final AtomicInteger tokens = new AtomicInteger();

	private final HttpServer server;

	private volatile int lifetime = 3600;

	private volatile String redirection = "";

	LoggedInDataFlow() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.createContext("/oauth/token", this::giveToken);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:" + port();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Takes a log-in from now on.
	 * @param authorization the header
	 */
	void accept(String authorization) {
		this.accepted.add(authorization);
	}

	/** Takes none of the log-ins any more that it took so far. */
	void forgetLogins() {
		this.accepted.clear();
	}

	/**
	 * Sets how long new tokens last.
	 * @param seconds from when they are given
	 */
	void lifetime(int seconds) {
		this.lifetime = seconds;
	}

	/**
	 * Answers everything that doesn't begin with {@code /moved} with a redirect.
	 * @param to where to; the path is appended
	 */
	void redirect(String to) {
		this.redirection = to;
	}

	/**
	 * The bodies of the requests for tokens.
	 * @return in their order
	 */
	List<String> tokenRequests() {
		return this.tokenRequests;
	}

	/**
	 * The log-ins of the requests for streams.
	 * @return in their order, {@code null} for none as text
	 */
	List<String> authorizations() {
		return this.authorizations;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().toString();
		if (!this.redirection.isEmpty() && !path.startsWith("/moved")) {
			exchange.getResponseHeaders().add("Location", this.redirection + path);
			answer(exchange, 302, "");
			return;
		}
		String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
		this.authorizations.add(authorization);
		answer(exchange, this.accepted.contains(authorization) ? 200 : 401, "{}");
	}

	private void giveToken(HttpExchange exchange) throws IOException {
		this.tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		if (!CLIENT.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer(exchange, 401, "{\"error\":\"invalid_client\"}");
			return;
		}
		String token = "token-" + this.tokens.incrementAndGet();
		accept("Bearer " + token);
		answer(exchange, 200, "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%s}".formatted(token,
				this.lifetime));
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
