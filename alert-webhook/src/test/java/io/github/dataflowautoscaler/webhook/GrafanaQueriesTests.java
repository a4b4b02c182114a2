package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every query of the dashboard, asked of a real Prometheus that scrapes a webhook and the
 * instances of a stream, with our rules: each of them is understood, and has an answer.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GrafanaQueriesTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Pattern METRIC = Pattern.compile("\\b(autoscale[:_]|http_|hikaricp_)[a-z0-9_:]+");

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final StreamExporter stream = new StreamExporter();

	private RunningWebHook webhook;

	private PrometheusProcess prometheus;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri());
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":2}");
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":4}");
		Files.writeString(directory.resolve("alert.rules.yml"),
				Files.readString(Path.of("../prometheus/alert.rules.yml")).replace("interval: 15s", "interval: 1s"));
		this.prometheus = new PrometheusProcess(directory, """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files:
				  - alert.rules.yml
				scrape_configs:
				  - job_name: stream-applications
				    static_configs:
				      - targets: ["127.0.0.1:%d"]
				  - job_name: webhook
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%d"]
				""".formatted(this.stream.port(), this.webhook.port()));
		work();
	}

	/** Everything that is counted has to happen: changes, a failure, and errors. */
	private void work() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitDecision("succeeded");
		this.dataFlow.behave((call) -> call.answer(404, "{}"));
		this.webhook.alert(Alerts.out("scaletest", "log"));
		awaitDecision("failed");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitDecision("held");
		this.dataFlow.stop();
		await().until(() -> this.webhook.get("/actuator/health/scaling").statusCode() == 503);
		this.dataFlow.startAgain();
	}

	private void awaitDecision(String outcome) {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> !series("autoscale_decision_timestamp_seconds{outcome=\"%s\"}".formatted(outcome)).isEmpty());
	}

	@AfterAll
	void stop() {
		this.prometheus.close();
		this.webhook.close();
		this.stream.close();
		this.dataFlow.close();
	}

	@ParameterizedTest
	@MethodSource("io.github.dataflowautoscaler.webhook.GrafanaDashboardTests#expressions")
	void aQueryHasAnAnswer(String expression) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(series(expression)).isNotEmpty());
	}

	@ParameterizedTest
	@MethodSource("io.github.dataflowautoscaler.webhook.GrafanaDashboardTests#expressions")
	void eachMetricOfAQueryIsThere(String expression) {
		Set<String> names = new TreeSet<>();
		METRIC.matcher(expression).results().forEach((name) -> names.add(name.group()));
		assertThat(names).isNotEmpty();
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(names).allSatisfy((name) -> assertThat(series(name)).isNotEmpty()));
	}

	@Test
	void theVariablesListTheStreamsAndApplicationsThatHaveAPolicy() {
		Pattern labelValues = Pattern.compile("label_values\\((.+), (\\w+)\\)");
		for (String name : List.of("stream_name", "application_name")) {
			List<String> query = GrafanaDashboardTests.read()
				.read("$.templating.list[?(@.name == '%s')].query.query".formatted(name));
			Matcher matcher = labelValues.matcher(query.get(0));
			assertThat(matcher.matches()).as(query.get(0)).isTrue();
			assertThat(series(matcher.group(1).replace("$stream_name", "scaletest")))
				.extracting((labels) -> labels.get(matcher.group(2)))
				.contains(name.equals("stream_name") ? "scaletest" : "transform")
				.doesNotContain("time");
		}
	}

	/** Of any time since the start, as for a graph. */
	private List<Map<String, String>> series(String expression) {
		Instant now = Instant.now();
		String query = "query=%s&start=%s&end=%s&step=1".formatted(
				URLEncoder.encode(expression, StandardCharsets.UTF_8), now.minusSeconds(300).getEpochSecond(),
				now.getEpochSecond());
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.prometheus.uri() + "/api/v1/query_range?" + query))
			.build();
		try {
			HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
			if (response.statusCode() == 503) {
				// It listens before it is ready.
				return List.of();
			}
			String answer = response.body();
			assertThat(JsonPath.<String>read(answer, "$.status")).as(answer).isEqualTo("success");
			return JsonPath.read(answer, "$.data.result[*].metric");
		}
		catch (IOException ex) {
			return List.of();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
