package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus and a real Alertmanager with what the chart kube-prometheus-stack
 * gives them, and our alerts among those of others.
 */
class KubePrometheusStackTests extends OnScaletest {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	/** What the operator makes of our AlertmanagerConfig, on a faster clock. */
	private static final String ROUTE = """
			- matchers: ['scale =~ "up|down"']
			      receiver: autoscaler
			      group_by: [stream_name, application_name]
			      group_wait: 1s
			      group_interval: 1s
			      repeat_interval: 1s
			      continue: true""";

	/** Until 82.10 the rule left the labels of the alert that it is about. */
	private static final String OLDER_INHIBITOR = """
			ALERTS{severity="info"} == 1 unless on (namespace)
			          ALERTS{alertname!="InfoInhibitor", severity=~"warning|critical", alertstate="firing"} == 1
			""";

	private Alertmanager alertmanager;

	@BeforeEach
	void start() {
		this.dataFlow.set("scaletest", "transform", 4);
		this.webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"maxInstances\":9,\"scaleInWindow\":\"PT0S\"}");
		this.alertmanager = new Alertmanager(this.directory);
	}

	@AfterEach
	void stopAlertmanager() {
		this.alertmanager.close();
	}

	@ParameterizedTest
	@CsvSource({ "ZeroThroughputDifference, info, info, scaletest/transform=3",
			"HighThroughputDifference, warning, critical, scaletest/transform=5" })
	@DisplayName("case 69: our alert arrives while the chart's rules inhibit somebody else's of the usual severity")
	void ours(String alert, String severity, String other, String call) throws IOException {
		this.alertmanager.start(configuration());
		String rules = chart("rules.yml") + rule("Neighbour", "vector(1)", "{ severity: %s, a: b }".formatted(other))
				+ rule("Neighbour", "vector(1)", "{ severity: %s }".formatted(severity))
				+ rule(alert, about("ALERTS{alertname=\"Neighbour\", alertstate=\"firing\"}"), labels(alert));
		try (PrometheusProcess prometheus = prometheus(rules)) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).as(prometheus.uri()).contains(call));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.alertmanager.suppressed()).contains("Neighbour"));
			assertThat(this.alertmanager.suppressed()).doesNotContain(alert);
		}
	}

	@Test
	@DisplayName("case 70: an InfoInhibitor with our labels, made from a copy of our alert that is pending, does not scale")
	void inhibitorWithOurLabels() throws IOException {
		this.alertmanager.start(configuration().replace("  - target_matchers: [\"alertname = InfoInhibitor\"]", "")
			.replace("alertname = \"Watchdog\"", "alertname =~ \"InfoInhibitor|Watchdog\""));
		String rules = chart("rules.yml").replaceFirst("(?s)group by \\(namespace.*?(?= {8}labels)", OLDER_INHIBITOR)
				+ rule("ZeroThroughputDifference", about("vector(1)"), "{ severity: info, scale: down }")
					.replace("labels:", "for: 1h\n        labels:");
		try (PrometheusProcess prometheus = prometheus(rules)) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.webhook.get("/actuator/prometheus").body()).as(prometheus.uri())
					.contains("autoscale_alerts_total{result=\"ignored\"}"));
			assertThat(this.webhook.get("/actuator/prometheus").body()).doesNotContain("result=\"accepted\"");
			assertThat(this.dataFlow.scaleCalls()).isEmpty();
		}
	}

	@Test
	@DisplayName("case 69: the doctor names the alert that inhibits ours, and the silence, by what Alertmanager tells")
	void doctor() throws IOException {
		this.alertmanager.start(configuration().replace("repeat_interval: 1s", "repeat_interval: 50s"));
		String rules = chart("rules.yml")
				+ rule("ZeroThroughputDifference", about("vector(1)"), "{ severity: info, scale: down }");
		try (PrometheusProcess prometheus = prometheus(rules)) {
			this.webhook.close();
			this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
					"--autoscale.prometheus.uri=" + prometheus.uri());
			awaitFailures("Nothing arrives of ZeroThroughputDifference of scaletest/transform:"
					+ " the alert InfoInhibitor inhibits it");
			this.alertmanager.silence("ZeroThroughputDifference", "eve", "upgrade");
			awaitFailures("the alert InfoInhibitor inhibits it", "of eve (\"upgrade\"), from ");
		}
	}

	private void awaitFailures(String... expected) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			List<String> failures = JsonPath.read(this.webhook.get("/api/doctor").body(),
					"$.findings[?(@.check == 'alertmanager' && @.status == 'failure')].message");
			assertThat(failures).hasSize(expected.length);
			for (int i = 0; i < expected.length; i++) {
				assertThat(failures.get(i)).contains(expected[i]);
			}
		});
	}

	private PrometheusProcess prometheus(String rules) throws IOException {
		Files.writeString(this.directory.resolve("rules.yml"), rules);
		return new PrometheusProcess(this.directory, """
				global:
				  evaluation_interval: 1s
				rule_files: [rules.yml]
				alerting:
				  alertmanagers:
				    - static_configs:
				        - targets: ["%s"]
				""".formatted(this.alertmanager.uri().replace("http://", "")), "--rules.alert.resend-delay=1s");
	}

	private String configuration() throws IOException {
		return chart("alertmanager.yml").replace("# AUTOSCALER", ROUTE)
			.replace("# RECEIVER", "- { name: autoscaler, webhook_configs: [url: \"http://127.0.0.1:%d/alert\"] }"
				.formatted(this.webhook.port()));
	}

	private static String chart(String file) throws IOException {
		return new ClassPathResource("kube-prometheus-stack/" + file).getContentAsString(StandardCharsets.UTF_8);
	}

	private static String about(String expression) {
		return """
				label_replace(label_replace(group(%s), "stream_name", "scaletest", "", ""),
				          "application_name", "transform", "", "")""".formatted(expression);
	}

	private static String rule(String alert, String expression, String labels) {
		return """
				      - alert: %s
				        expr: |
				          %s
				        labels: %s
				""".formatted(alert, expression, labels);
	}

	/** Those that the rules really set. */
	private static String labels(String alert) throws IOException {
		Object rules = new Yaml().load(Files.readString(Path.of("../prometheus/alert.rules.yml")));
		List<Object> labels = JsonPath.read(rules, "$.groups[*].rules[?(@.alert == '%s')].labels".formatted(alert));
		return labels.get(0).toString().replace("=", ": ");
	}

}
