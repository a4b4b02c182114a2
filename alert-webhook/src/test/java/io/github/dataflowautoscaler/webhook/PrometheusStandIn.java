package io.github.dataflowautoscaler.webhook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

/**
 * Stands in for a Prometheus server, for what a real one shows only in trouble. It has
 * the series that it is given; a query's answer are those whose name the query contains.
 * A range query's answer are those of them whose labels the query contains, too, with
 * what is given of the time before.
 */
public final class PrometheusStandIn implements AutoCloseable {

	private static final String QUERIES = "/api/v1/query(_range)?";

	private final Map<String, String> series = new ConcurrentSkipListMap<>();

	private final Map<String, LongToDoubleFunction> earlier = new ConcurrentHashMap<>();

	private final HttpStandIn server;

	public PrometheusStandIn() {
		this(0);
	}

	PrometheusStandIn(int port) {
		this.server = new HttpStandIn(port, new Series());
		this.server.stubFor(post(urlPathMatching(QUERIES)).willReturn(aResponse().withTransformers(Series.NAME)));
		answer("/api/v1/status/buildinfo", "{\"version\":\"2.42.0\"}");
	}

	int port() {
		return this.server.port();
	}

	public String uri() {
		return this.server.uri();
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
		answerAs(path, "{\"status\":\"success\",\"data\":%s}".formatted(data));
	}

	/**
	 * Sets what is answered to any request, as Alertmanager gets.
	 * @param path the path
	 * @param body the answer
	 */
	public void answerAs(String path, String body) {
		this.server.stubFor(any(urlPathEqualTo(path)).willReturn(okJson(body)));
	}

	/**
	 * Forgets what was set to be answered.
	 * @param path the path
	 */
	public void answerNoMore(String path) {
		this.server.removeStub(any(urlPathEqualTo(path)));
	}

	/** What was asked for. */
	List<String> queries() {
		return this.server.findAll(postRequestedFor(urlPathMatching(QUERIES)))
			.stream()
			.map((request) -> request.formParameter("query").firstValue())
			.toList();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private String query(String query) {
		return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
			.formatted(String.join(",", selected(query).map(Map.Entry::getValue).toList()));
	}

	private String range(String query, Request request) {
		List<Long> times = LongStream
			.iterate(number(request, "start"), (time) -> time <= number(request, "end"),
					(time) -> time + number(request, "step"))
			.boxed()
			.toList();
		String rows = selected(query).filter((entry) -> isSelected(entry.getKey(), query))
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

	private Stream<Map.Entry<String, String>> selected(String query) {
		return this.series.entrySet().stream().filter((entry) -> query.contains(name(entry.getKey())));
	}

	/** By the label's value, by several of which it is one, or by having the label. */
	private static boolean isSelected(String key, String query) {
		return Stream.of(key.substring(key.lastIndexOf('{') + 1, key.length() - 1).split(","))
			.allMatch((label) -> query
				.matches(".*%1$s(=~?\"([^\"]*\\|)?%2$s[|\"]|!=\"\").*".formatted((Object[]) label.split("=", 2))));
	}

	private static String name(String key) {
		return key.substring(0, key.lastIndexOf('{'));
	}

	private static long number(Request request, String parameter) {
		return Long.parseLong(request.formParameter(parameter).firstValue());
	}

	/** Answers queries. */
	private final class Series implements ResponseDefinitionTransformerV2 {

		static final String NAME = "series";

		@Override
		public ResponseDefinition transform(ServeEvent event) {
			Request request = event.getRequest();
			String query = request.formParameter("query").firstValue();
			return okJson(request.getUrl().endsWith("_range") ? range(query, request) : query(query)).build();
		}

		@Override
		public boolean applyGlobally() {
			return false;
		}

		@Override
		public String getName() {
			return NAME;
		}

	}

}
