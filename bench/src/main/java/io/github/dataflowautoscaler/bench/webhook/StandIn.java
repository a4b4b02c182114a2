package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for Data Flow and Prometheus on one port of the loopback address. It answers
 * at once and correctly: the webhook is what is measured.
 */
final class StandIn implements AutoCloseable {

	private static final Pattern STREAM = Pattern
		.compile("/(streams/definitions|runtime/streams|streams/deployments/manifest)/([^/]+)(?:/1)?");

	private static final Pattern SCALE = Pattern
		.compile("/streams/deployments/scale/([^/]+)/transform/instances/(\\d+)");

	private static final Pattern PAGE = Pattern.compile("page=(\\d+)&size=(\\d+)");

	private static final int BACKLOG = 100;

	static {
		// Head and body are two packets: without this every other answer takes 40 ms.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final Streams streams;

	private final DataFlowAnswers dataFlow;

	private final PrometheusAnswers prometheus;

	private final Clock clock;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	StandIn(Streams streams, Clock clock) throws IOException {
		this.streams = streams;
		this.dataFlow = new DataFlowAnswers(streams);
		this.prometheus = new PrometheusAnswers(streams);
		this.clock = clock;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		String path = exchange.getRequestURI().getPath();
		Matcher scale = SCALE.matcher(path);
		Matcher stream = STREAM.matcher(path);
		if (scale.matches()) {
			scale(exchange, this.streams.indexOf(scale.group(1)), Integer.parseInt(scale.group(2)));
		}
		else if (stream.matches()) {
			show(exchange, stream.group(1), this.streams.indexOf(stream.group(2)));
		}
		else {
			list(exchange, path);
		}
	}

	private void scale(HttpExchange exchange, int index, int count) throws IOException {
		if (index < 0) {
			answer(exchange, 500, error("ReleaseNotFoundException"));
			return;
		}
		this.streams.scale(index, count);
		answer(exchange, 201, "");
	}

	private void show(HttpExchange exchange, String path, int index) throws IOException {
		if (index < 0) {
			answer(exchange, 404, error("NoSuchStreamDefinitionException"));
			return;
		}
		answer(exchange, 200, switch (path) {
			case "streams/definitions" -> this.dataFlow.definition(index);
			case "runtime/streams" -> this.dataFlow.runtime(index);
			default -> this.dataFlow.manifest(index);
		});
	}

	private void list(HttpExchange exchange, String path) throws IOException {
		switch (path) {
			case "/streams/definitions" -> answer(exchange, 200, this.dataFlow.definitions(page(exchange)));
			case "/runtime/streams" -> answer(exchange, 200, this.dataFlow.runtimes(page(exchange)));
			case "/api/v1/query" -> answer(exchange, 200, this.prometheus.all(this.clock.millis() / 1000.0));
			default -> answer(exchange, 404, "{\"status\":404,\"error\":\"Not Found\"}");
		}
	}

	private static DataFlowAnswers.Page page(HttpExchange exchange) {
		Matcher page = PAGE.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
		return page.matches()
				? new DataFlowAnswers.Page(Integer.parseInt(page.group(1)), Integer.parseInt(page.group(2)))
				: new DataFlowAnswers.Page(0, 20);
	}

	private static String error(String logref) {
		return "{\"_embedded\":{\"errors\":[{\"logref\":\"%s\",\"message\":\"%s\",\"_links\":{}}]}}".formatted(logref,
				logref);
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
		this.threads.shutdownNow();
	}

}
