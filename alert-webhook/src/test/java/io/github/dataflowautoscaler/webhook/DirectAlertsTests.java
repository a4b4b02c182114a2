package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Alerts that Prometheus posts itself, with nobody in between who would keep back what is
 * repeated, contradicted or over.
 */
@ExtendWith(OutputCaptureExtension.class)
class DirectAlertsTests {

	private static final String OUT = "HighThroughputDifference";

	private static final String IN = "ZeroThroughputDifference";

	/** Four times the usual resend delay. */
	private static final Duration VALIDITY = Duration.ofMinutes(4);

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start() throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		Path token = Files.writeString(this.directory.resolve("token"), "alert-token");
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.security.alert-token-file=" + token);
		this.webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2,\"scaleInBy\":2,\"scaleInWindow\":\"PT0S\"}");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 1: what a second Prometheus posts, or the same one soon again, is no further request")
	void deduplicated() {
		assertThat(post(OUT, VALIDITY)).isEqualTo("accepted");
		assertThat(post(OUT, VALIDITY)).isEqualTo("ignored");
		awaitHistory("succeeded");
		assertThat(post(OUT, VALIDITY)).isEqualTo("ignored");
		assertThat(this.webhook.history("reason")).containsExactly("scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 2: an alert that goes on is evaluated again once its sender's interval is over")
	void repeated() {
		assertThat(post(OUT, Duration.ofSeconds(8))).isEqualTo("accepted");
		awaitHistory("succeeded");
		await().until(() -> post(OUT, Duration.ofSeconds(8)).equals("accepted"));
		awaitHistory("held");
		assertThat(this.webhook.history("reason")).containsExactly("cooldown", "scale_out");
	}

	@Test
	@DisplayName("case 4: scale-out wins over a scale-in that is posted before or after it, until it is resolved")
	void outWins() {
		this.dataFlow.set("scaletest", "transform", 5);
		this.dataFlow.stop();
		assertThat(post(IN, VALIDITY)).isEqualTo("accepted");
		assertThat(post(OUT, VALIDITY)).isEqualTo("accepted");
		assertThat(post(IN, VALIDITY)).isEqualTo("ignored");
		this.dataFlow.startAgain();
		awaitHistory("succeeded");
		assertThat(post(IN, VALIDITY)).isEqualTo("ignored");
		assertThat(post(OUT, Duration.ZERO)).isEqualTo("ignored");
		await().until(() -> post(IN, Duration.ofSeconds(8)).equals("accepted"));
		await().untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=7",
				"scaletest/transform=5"));
	}

	@Test
	@DisplayName("case 4: of both alerts in one post scale-out wins, also if it is a repetition")
	void outWinsInOnePost() {
		this.dataFlow.set("scaletest", "transform", 5);
		String both = "[" + alert(IN, VALIDITY) + "," + alert(OUT, VALIDITY) + "]";
		assertThat(RunningWebHook.results(post(both))).containsExactly("ignored", "accepted");
		assertThat(RunningWebHook.results(post(both))).containsExactly("ignored", "ignored");
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=7");
	}

	@Test
	@DisplayName("case 6: a scale-in that still waits is withdrawn when its alert is resolved")
	void resolvedScaleIn() {
		this.dataFlow.stop();
		assertThat(post(IN, VALIDITY)).isEqualTo("accepted");
		assertThat(waiting()).isOne();
		assertThat(post(IN, Duration.ofSeconds(-60))).isEqualTo("ignored");
		assertThat(waiting()).isZero();
	}

	@Test
	@DisplayName("case 6: an alert that nobody posts any more ends, and with it a scale-in that waits, no scale-out")
	void runOut() {
		this.dataFlow.stop();
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":2}");
		assertThat(post(IN, Duration.ofSeconds(4))).isEqualTo("accepted");
		post("[" + alert(OUT, Duration.ofSeconds(4)).replace("transform", "log") + "]");
		assertThat(waiting()).isEqualTo(2);
		await().until(() -> waiting() == 1);
		this.dataFlow.startAgain();
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/log=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"endsAt\":\"0001-01-01T00:00:00Z\"", ",\"endsAt\":null", ",\"endsAt\":\"soon\"",
			",\"endsAt\":\"9999-12-31T23:59:59.999999999+14:00\"", ",\"startsAt\":\"yesterday\"" })
	@DisplayName("case 7: an alert without a usable end fires")
	void strangeTimes(String times) {
		HttpResponse<String> answer = post("[{\"labels\":" + labels(OUT) + times + "}]");
		assertThat(RunningWebHook.results(answer)).containsExactly("accepted");
		awaitHistory("succeeded");
	}

	@Test
	@DisplayName("case 9: whatever else Prometheus alerts of is ignored and counted, without a word in the log")
	void otherAlerts(CapturedOutput output) {
		int before = output.getAll().length();
		HttpResponse<String> answer = post("[null,{},{\"labels\":{\"alertname\":\"Watchdog\"}},"
				+ "{\"labels\":{\"alertname\":\"InstanceDown\",\"instance\":\"x:1\"},\"generatorURL\":\"http://x\"}]");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).containsExactly("rejected", "ignored", "ignored");
		assertThat(output.getAll().substring(before)).isEmpty();
		assertThat(this.webhook.get("/actuator/prometheus").body())
			.contains("autoscale_alerts_total{result=\"ignored\"} 2.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "not json", "[1]", "\"x\"", "[[[[" })
	@DisplayName("case 10: what is no list of alerts is refused")
	void garbage(String body) {
		assertThat(post(body).statusCode()).isEqualTo(400);
	}

	@Test
	@DisplayName("a real Prometheus scales out, and in once its scale-out alert is resolved, without Alertmanager")
	void realPrometheus() throws IOException {
		this.webhook.policy("scaletest", "transform", """
				{"strategy":"step","maxInstances":9,"scaleOutBy":2,"scaleInBy":2,"scaleInWindow":"PT0S",
				"scaleOutCooldown":"PT1H"}""");
		Files.writeString(this.directory.resolve("rules.yml"), """
				groups:
				  - name: test
				    rules:
				      - alert: HighThroughputDifference
				        expr: autoscale_instances_running{application_name="transform"} < 3
				      - alert: ZeroThroughputDifference
				        expr: autoscale_instances_running{application_name="transform"} >= 3
				      - alert: Watchdog
				        expr: vector(1)
				""");
		String configuration = """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files:
				  - rules.yml
				alerting:
				  alertmanagers:
				    - authorization:
				        credentials_file: token
				      static_configs:
				        - targets: ["127.0.0.1:%1$d"]
				scrape_configs:
				  - job_name: autoscale-webhook
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%1$d"]
				""".formatted(this.webhook.port());
		try (PrometheusProcess prometheus = new PrometheusProcess(this.directory, configuration,
				"--rules.alert.resend-delay=1s")) {
			await().atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).as(prometheus.uri())
					.containsExactly("scaletest/transform=3", "scaletest/transform=1"));
		}
		assertThat(this.webhook.get("/actuator/prometheus").body()).doesNotContain("result=\"rejected\"");
	}

	private String post(String alertName, Duration validity) {
		return RunningWebHook.results(post("[" + alert(alertName, validity) + "]")).get(0);
	}

	private HttpResponse<String> post(String body) {
		return this.webhook.send("POST", "/api/v2/alerts", BodyPublishers.ofString(body), "Authorization",
				"Bearer alert-token");
	}

	private static String alert(String name, Duration validity) {
		return """
				{"labels":%s,"annotations":{"summary":"s"},"startsAt":"2026-11-22T03:05:46.143Z","endsAt":"%s",
				"generatorURL":"http://prometheus/graph"}""".formatted(labels(name), Instant.now().plus(validity));
	}

	private static String labels(String name) {
		return "{\"alertname\":\"%s\",\"stream_name\":\"scaletest\",\"application_name\":\"transform\"}"
			.formatted(name);
	}

	private int waiting() {
		return this.webhook.bean(JdbcClient.class)
			.sql("select count(*) from scale_request")
			.query(Integer.class)
			.single();
	}

	private void awaitHistory(String newestOutcome) {
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).first().isEqualTo(newestOutcome));
	}

}
