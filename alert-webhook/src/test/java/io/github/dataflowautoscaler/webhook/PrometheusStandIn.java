package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a Prometheus server, for what a real one shows only in trouble. It has
 * the series that it is given; a query's answer are those whose name the query contains.
 * A range query's answer are those of them whose labels the query contains, too, with
 * what is given of the time before.
 */
public final class PrometheusStandIn implements AutoCloseable {

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private final Map<String, String> series = new ConcurrentSkipListMap<>();

	private final Map<String, LongToDoubleFunction> earlier = new ConcurrentHashMap<>();

	private final List<String> queries = new CopyOnWriteArrayList<>();

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
		this.earlier.remove(name);
	}

	/**
	 * Sets what a metric was before, which is its value of now otherwise.
	 * @param name the metric
	 * @param value the value by the time in seconds since 1970, not a number for a gap
	 */
	public void earlier(String name, LongToDoubleFunction value) {
		this.earlier.put(name, value);
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

	/** What was asked for. */
	List<String> queries() {
		return List.copyOf(this.queries);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body = this.answers.getOrDefault(path, "");
		if (body.isEmpty()) {
			body = switch (path) {
				case "/api/v1/query" -> query(form(exchange));
				case "/api/v1/query_range" -> range(form(exchange));
				default -> "";
			};
		}
		byte[] bytes = (body.isEmpty() ? "404 page not found" : body).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", body.isEmpty() ? "text/plain" : "application/json");
		exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static Map<String, String> form(HttpExchange exchange) throws IOException {
		String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		return Stream.of(form.split("&"))
			.map((field) -> field.split("=", 2))
			.collect(Collectors.toMap((field) -> field[0],
					(field) -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
	}

	private String query(Map<String, String> form) {
		return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
			.formatted(String.join(",", selected(form).map(Map.Entry::getValue).toList()));
	}

	private String range(Map<String, String> form) {
		List<Long> times = LongStream
			.iterate(Long.parseLong(form.get("start")), (time) -> time <= Long.parseLong(form.get("end")),
					(time) -> time + Long.parseLong(form.get("step")))
			.boxed()
			.toList();
		String rows = selected(form).filter((entry) -> isSelected(entry.getKey(), form.get("query")))
			.map((entry) -> row(entry.getKey(), entry.getValue(), times))
			.collect(Collectors.joining(","));
		return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}".formatted(rows);
	}

	private String row(String key, String series, List<Long> times) {
		String latest = series.substring(series.lastIndexOf(",\"") + 2, series.lastIndexOf('"'));
		LongToDoubleFunction value = this.earlier.getOrDefault(name(key), (time) -> Double.parseDouble(latest));
		String values = times.stream()
			.filter((time) -> !Double.isNaN(value.applyAsDouble(time)))
			.map((time) -> "[%d,\"%s\"]".formatted(time, value.applyAsDouble(time)))
			.collect(Collectors.joining(","));
		return series.substring(0, series.indexOf("\"value\"")) + "\"values\":[" + values + "]}";
	}

	private Stream<Map.Entry<String, String>> selected(Map<String, String> form) {
		String query = form.get("query");
		this.queries.add(query);
		return this.series.entrySet().stream().filter((entry) -> query.contains(name(entry.getKey())));
	}

	private static boolean isSelected(String key, String query) {
		return Stream.of(key.substring(key.lastIndexOf('{') + 1, key.length() - 1).split(","))
			.allMatch((label) -> query.contains(label.replace("=", "=\"") + "\""));
	}

	private static String name(String key) {
		return key.substring(0, key.lastIndexOf('{'));
	}

}
