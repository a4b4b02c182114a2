package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Alerts with the labels of scaling alerts that nobody has measured. Data Flow is down,
 * so whatever is accepted waits where it can be counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HearsayTests {

	private static final String LABELS = "\"stream_name\":\"scaletest\",\"application_name\":\"transform\"";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri());
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9}");
		this.dataFlow.stop();
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@ParameterizedTest
	@CsvSource({ "InfoInhibitor, up, firing", "InfoInhibitor, down, firing", "InfoInhibitor, down, pending",
			"HighThroughputDifference, up, pending", "ZeroThroughputDifference, down, firing" })
	@DisplayName("case 70: an alert made from ALERTS never scales, whatever its name and its labels")
	void madeFromAlerts(String name, String scale, String state) {
		assertRefused("""
				{"labels":{"alertname":"%s",%s,"scale":"%s","alertstate":"%s"}}""".formatted(name, LABELS, scale,
				state), "The alert is made from other alerts, as its label alertstate says");
	}

	@ParameterizedTest
	@CsvSource({ "DatasourceNoData, up", "DatasourceNoData, down", "DatasourceError, up", "DatasourceError, down" })
	@DisplayName("case 75: what Grafana sends when it has no data, with the labels of its rule, is no evidence")
	void withoutData(String name, String scale) {
		assertRefused("""
				{"labels":{"alertname":"%s",%s,"scale":"%s","rulename":"too slow"}}""".formatted(name, LABELS, scale),
				"Grafana raised the alert because data was missing");
	}

	@ParameterizedTest
	@CsvSource({ "annotations, NoData", "annotations, Error", "annotations, KeepLast", "labels, NoData" })
	@DisplayName("case 75: an alert that Grafana lets fire under its own name for want of data is no evidence")
	void firingForWantOfData(String where, String reason) {
		assertRefused("""
				{"labels":{"alertname":"HighThroughputDifference",%s},"annotations":{"summary":"s"}}"""
			.formatted(LABELS)
			.replace("\"%s\":{".formatted(where), "\"%s\":{\"grafana_state_reason\":\"%s\",".formatted(where, reason)),
				"Grafana raised the alert because data was missing");
	}

	@Test
	@DisplayName("case 75: a scale-in that waits is withdrawn when Grafana resolves its alert because the series is gone")
	void seriesGone() {
		this.webhook.alert(Alerts.in("scaletest", "transform"));
		assertThat(waiting()).isOne();
		HttpResponse<String> answer = this.webhook.alert("""
				{"status":"resolved","labels":{"alertname":"ZeroThroughputDifference",%s},
				"annotations":{"grafana_state_reason":"MissingSeries"}}""".formatted(LABELS));
		assertThat(answer.body()).contains("its waiting request is withdrawn");
		assertThat(waiting()).isZero();
	}

	@Test
	@DisplayName("case 70: an alert made from ALERTS that is resolved withdraws nothing")
	void madeFromAlertsAndResolved() {
		this.webhook.alert(Alerts.in("scaletest", "transform"));
		this.webhook.alert("""
				{"status":"resolved","labels":{"alertname":"InfoInhibitor",%s,"scale":"down","alertstate":"firing"}}"""
			.formatted(LABELS));
		assertThat(waiting()).isOne();
		this.webhook.alert(Alerts.resolved("ZeroThroughputDifference", "scaletest", "transform"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":7}", "{\"a\":{\"b\":[1]}}", "{\"a\":null}", "null",
			"{\"grafana_state_reason\":\"\"}", "{\"alertstate\":\"firing\"}" })
	@DisplayName("case 9: annotations of any form are taken, and an empty reason is none")
	void strangeAnnotations(String annotations) {
		HttpResponse<String> answer = this.webhook.alert("""
				{"status":"firing","labels":{"alertname":"ZeroThroughputDifference",%s},"annotations":%s}"""
			.formatted(LABELS, annotations));
		assertThat(RunningWebHook.results(answer)).containsExactly("accepted");
		this.webhook.alert(Alerts.resolved("ZeroThroughputDifference", "scaletest", "transform"));
	}

	/** By either way, and without a consequence for the others of the notification. */
	private void assertRefused(String alert, String reason) {
		double ignored = ignored();
		int before = waiting();
		HttpResponse<String> answer = this.webhook.alert("{\"status\":\"firing\"," + alert.substring(1),
				Alerts.out("nobody", "x"), "{\"labels\":{\"stream_name\":\"scaletest\"}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("ignored", "ignored", "rejected");
		assertThat(answer.body()).contains(reason);
		HttpResponse<String> direct = this.webhook.send("POST", "/api/v2/alerts",
				BodyPublishers.ofString("[" + alert + "]"));
		assertThat(RunningWebHook.results(direct)).containsExactly("ignored");
		assertThat(direct.body()).contains(reason);
		assertThat(waiting()).isEqualTo(before);
		await().untilAsserted(() -> assertThat(ignored()).isEqualTo(ignored + 3));
	}

	private double ignored() {
		HttpResponse<String> metrics = this.webhook.get("/actuator/prometheus");
		assertThat(metrics.statusCode()).isEqualTo(200);
		return metrics.body()
			.lines()
			.filter((line) -> line.startsWith("autoscale_alerts_total{result=\"ignored\"}"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private int waiting() {
		return this.webhook.bean(JdbcClient.class)
			.sql("select count(*) from scale_request")
			.query(Integer.class)
			.single();
	}

}
