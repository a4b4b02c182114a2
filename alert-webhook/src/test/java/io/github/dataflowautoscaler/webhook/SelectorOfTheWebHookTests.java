package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A webhook that shares its Prometheus with others keeps to its own installation in
 * everything that it asks, exports and takes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectorOfTheWebHookTests {

	private static final String SELECTOR = "cluster=\"eu\",namespace=\"prod\"";

	private static final String LABELS = "\"stream_name\":\"scaletest\",\"application_name\":\"transform\"";

	/** What is left of an expression for a name of a series that has no matchers. */
	private static final Pattern SERIES = Pattern
		.compile("\\b(autoscale[:_]|process_|spring_|kafka_)[a-z0-9_:]++(?!#)");

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri(), "--autoscale.prometheus.selector=" + SELECTOR);
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9,\"dryRun\":true}");
		await().until(() -> this.webhook.get("/discovery/prometheus").body().contains("transform"));
		this.prometheus.answer("/api/v1/targets", """
				{"activeTargets":[{"scrapeUrl":"http://127.0.0.1:20000/actuator/prometheus","health":"up"}]}""");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
		this.prometheus.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'"a":"b"'                               | the label cluster is missing, not "eu"
			'"namespace":"prod"'                    | the label cluster is missing, not "eu"
			'"cluster":"us","namespace":"prod"'     | the label cluster is "us", not "eu"
			'"cluster":"eu","namespace":"test"'     | the label namespace is "test", not "prod"
			""")
	@DisplayName("case 74: the alert of another installation is ignored, and the answer says by which label")
	void alertOfAnother(String labels, String reason) {
		double before = ignored();
		HttpResponse<String> answer = this.webhook.alert(alert(labels));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored");
		assertThat(JsonPath.<List<String>>read(answer.body(), "$.alerts[*].reason"))
			.containsExactly("The alert is of another installation: " + reason);
		assertThat(ignored()).isEqualTo(before + 1);
	}

	@Test
	void anAlertOfItsOwnIsAccepted() {
		assertThat(RunningWebHook.results(this.webhook.alert(alert("\"namespace\":\"prod\",\"cluster\":\"eu\""))))
			.containsExactly("accepted");
	}

	@Test
	void whatItExportsHasTheLabels() {
		await().untilAsserted(() -> assertThat(this.webhook.get("/actuator/prometheus").body().lines())
			.filteredOn((line) -> !line.startsWith("#"))
			.anyMatch((line) -> line.startsWith("autoscale_policy_max_instances{"))
			.anyMatch((line) -> line.startsWith("autoscale_stream_link{"))
			.anyMatch((line) -> line.startsWith("autoscale_instances_running{"))
			.allSatisfy((line) -> assertThat(line).contains("cluster=\"eu\"").contains("namespace=\"prod\"")));
	}

	@Test
	void whatItAsksForHasTheLabels() {
		this.webhook.get("/api/doctor");
		this.webhook.get("/api/streams/scaletest/transform/measurements?window=PT2M");
		assertThat(this.prometheus.queries()).hasSizeGreaterThan(9)
			.allSatisfy((query) -> assertThat(
					query.replaceAll("\\{" + SELECTOR + ",[^}]*}", "#").replaceAll("\\b(by|on) \\([^)]*\\)", ""))
				.doesNotContain("{")
				.doesNotContainPattern(SERIES));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					prometheus | has no metrics of the webhook with cluster="eu",namespace="prod" | honor_labels: true
					rules      | No rule with the labels cluster="eu",namespace="prod" records autoscale:arrival:rate1m | prometheus/generate-rules 'cluster="eu",namespace="prod"'
					metrics    | have metrics with their stream_name and application_name and cluster="eu",namespace="prod" | the labels of autoscale.prometheus.selector
					""")
	void theDoctorSaysWhereTheLabelsAreMissing(String check, String message, String remedy) {
		this.prometheus.answer("/api/v1/rules", """
				{"groups":[{"name":"autoscale","rules":[{"name":"autoscale:arrival:rate1m","type":"recording",
				"health":"ok","labels":{"cluster":"eu","namespace":"test"}}]}]}""");
		assertThat(finding(check)).doesNotContainEntry("status", "ok")
			.hasEntrySatisfying("message", (text) -> assertThat(text).contains(message))
			.hasEntrySatisfying("remedy", (text) -> assertThat(text).contains(remedy));
	}

	@ParameterizedTest
	@CsvSource({ "prod, ok", "test, failure" })
	@DisplayName("case 74: the doctor finds that the scale-out alert of another installation inhibits our scale-in alert")
	void inhibited(String namespace, String status) {
		String labels = "\"cluster\":\"eu\",\"namespace\":\"%s\"";
		this.prometheus.answer("/api/v1/rules", """
				{"groups":[{"rules":[{"name":"ZeroThroughputDifference","type":"alerting","health":"ok",
				"labels":{"scale":"down",%s}}]}]}""".formatted(labels.formatted("prod")));
		this.prometheus.answer("/api/v1/alertmanagers",
				"{\"activeAlertmanagers\":[{\"url\":\"%s/api/v2/alerts\"}]}".formatted(this.prometheus.uri()));
		this.prometheus.answerAs("/api/v2/status", HealthyServers.status(HealthyServers.configuration()));
		this.prometheus.answerAs("/api/v2/silences", "[]");
		this.prometheus.answerAs("/api/v2/alerts/groups",
				"""
						[{"labels":{},"receiver":{"name":"autoscaler"},"alerts":[
						{"fingerprint":"f1","receivers":[],"labels":{"alertname":"ZeroThroughputDifference","scale":"down",%1$s,%2$s},
						"status":{"state":"suppressed","inhibitedBy":["f2"],"silencedBy":[],"mutedBy":[]}},
						{"fingerprint":"f2","receivers":[],"labels":{"alertname":"HighThroughputDifference","scale":"up",%1$s,%3$s},
						"status":{"state":"active","inhibitedBy":[],"silencedBy":[],"mutedBy":[]}}]}]"""
					.formatted(LABELS, labels.formatted("prod"), labels.formatted(namespace)));
		assertThat(finding("alertmanager")).containsEntry("status", status)
			.hasEntrySatisfying("message",
					(message) -> assertThat(
							message.contains("HighThroughputDifference of another" + " installation inhibits it"))
						.isEqualTo(status.equals("failure")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "namespace=prod", "scale=\"up\"" })
	void aBadOneIsNamedAtTheStart(String selector, @TempDir Path directory) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> RunningWebHook
				.start(directory, this.dataFlow.uri(), "--autoscale.prometheus.selector=" + selector)
				.close())
			.havingRootCause()
			.withMessageStartingWith("autoscale.prometheus.selector is '" + selector + "'; ");
	}

	private Map<String, String> finding(String check) {
		List<Map<String, String>> findings = JsonPath.read(this.webhook.get("/api/doctor").body(),
				"$.findings[?(@.check == '%s')]".formatted(check));
		assertThat(findings).hasSize(1);
		return findings.get(0);
	}

	private double ignored() {
		return this.webhook.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("autoscale_alerts_total{") && line.contains("result=\"ignored\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private static String alert(String labels) {
		return "{\"status\":\"firing\",\"labels\":{\"alertname\":\"HighThroughputDifference\",%s,%s}}".formatted(LABELS,
				labels);
	}

}
