package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a Prometheus server, for what a real one shows only in trouble. It has
 * the series that it is given; a query's answer are those whose name the query contains.
 */
public final class PrometheusStandIn implements AutoCloseable {

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private final Map<String, String> series = new ConcurrentSkipListMap<>();

	private final HttpServer server;

	public PrometheusStandIn() {
		this(0);
	}

	PrometheusStandIn(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
		answer("/api/v1/status/buildinfo", "{\"version\":\"2.42.0\"}");
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	public String uri() {
		return "http://127.0.0.1:" + port();
	}

	/**
	 * Sets a series.
	 * @param name its metric
	 * @param labels its other labels, as {@code stream_name=scaletest,…}
	 * @param value its value
	 */
	public void series(String name, String labels, double value) {
		StringBuilder metric = new StringBuilder("\"__name__\":\"%s\"".formatted(name));
		for (String label : labels.split(",")) {
			String[] parts = label.split("=", 2);
			metric.append(",\"%s\":\"%s\"".formatted(parts[0], parts[1]));
		}
		this.series.put(name + "{" + labels + "}",
				"{\"metric\":{%s},\"value\":[1795323939.726,\"%s\"]}".formatted(metric, value));
	}

	/**
	 * Removes a metric's series.
	 * @param name the metric
	 */
	public void forget(String name) {
		this.series.keySet().removeIf((key) -> key.startsWith(name + "{"));
	}

	/**
	 * Sets what is answered to another request than a query.
	 * @param path the path
	 * @param data the data
	 */
	public void answer(String path, String data) {
		this.answers.put(path, "{\"status\":\"success\",\"data\":%s}".formatted(data));
	}

	/**
	 * Sets what is answered to any other request, as Alertmanager gets.
	 * @param path the path
	 * @param body the answer, empty for a 404
	 */
	public void answerAs(String path, String body) {
		this.answers.put(path, body);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body = path.equals("/api/v1/query") ? query(exchange) : this.answers.getOrDefault(path, "");
		byte[] bytes = (body.isEmpty() ? "404 page not found" : body).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", body.isEmpty() ? "text/plain" : "application/json");
		exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private String query(HttpExchange exchange) throws IOException {
		String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String query = URLDecoder.decode(form.substring(form.indexOf('=') + 1), StandardCharsets.UTF_8);
		String result = String.join(",",
				this.series.entrySet()
					.stream()
					.filter((entry) -> query.contains(entry.getKey().substring(0, entry.getKey().indexOf('{'))))
					.map(Map.Entry::getValue)
					.toList());
		return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}".formatted(result);
	}

}
