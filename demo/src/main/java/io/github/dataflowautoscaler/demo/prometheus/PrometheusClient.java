package io.github.dataflowautoscaler.demo.prometheus;

import java.net.URI;
import java.util.OptionalDouble;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import tools.jackson.databind.JsonNode;

/**
 * Prometheus' query API.
 */
public final class PrometheusClient {

	private static final String FIRING = """
			ALERTS{alertstate="firing", alertname="%s", stream_name="%s", application_name="%s"}""";

	private final JsonClient server;

	public PrometheusClient(URI server) {
		this.server = new JsonClient(server);
	}

	/**
	 * Evaluates a query that has at most one value.
	 * @param query the PromQL text
	 * @return the value now; empty where Prometheus has none
	 */
	public OptionalDouble value(String query) {
		JsonNode value = this.server.get("/api/v1/query?query=" + JsonClient.encode(query))
			.at("/data/result/0/value/1");
		return value.isMissingNode() ? OptionalDouble.empty()
				: OptionalDouble.of(Double.parseDouble(value.asString().replace("Inf", "Infinity")));
	}

	/**
	 * Says whether an alert is firing, rather than inactive or pending.
	 * @param alert the alert's name
	 * @param stream the stream that it is about
	 * @param application the application that it is about
	 * @return whether it is firing now
	 */
	public boolean isFiring(String alert, String stream, String application) {
		return value(FIRING.formatted(alert, stream, application)).isPresent();
	}

}
