package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two Data Flow servers with a stream of the same name, two webhooks, and one real
 * Prometheus, which posts every alert to both. In production {@code transform} falls
 * behind, in the test it does not.
 */
class TwoInstallationsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final ApplicationId TRANSFORM = new ApplicationId("scaletest", "transform");

	/** As the operator does it: what Prometheus finds has the namespace where it is. */
	private static final String CONFIGURATION = """
			global:
			  scrape_interval: 1s
			  evaluation_interval: 1s
			rule_files: [%s]
			alerting:
			  alertmanagers:
			    - file_sd_configs: [files: [alerts.json]]
			scrape_configs:
			  - job_name: stream-applications
			    file_sd_configs: [files: [streams.json]]
			  - job_name: webhooks
			    honor_labels: true
			    metrics_path: /actuator/prometheus
			    file_sd_configs: [files: [webhooks.json]]
			""";

	@TempDir
	private Path directory;

	private Installation production;

	private Installation test;

	private PrometheusProcess prometheus;

	@BeforeEach
	void start() {
		this.production = new Installation("prod", new StreamExporter());
		this.test = new Installation("test", new StreamExporter(10, 0.2));
	}

	@AfterEach
	void stop() {
		this.production.close();
		this.test.close();
		this.prometheus.close();
	}

	@Test
	@DisplayName("case 74: with a selector each installation has its own numbers, and ignores the other one's alerts")
	void apart() throws IOException {
		String rules = rules(this.production.selector()) + "," + rules(this.test.selector());
		start(rules, true);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.production.dataFlow.scaleCalls()).contains("scaletest/transform=2"));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.test.webhook.get("/actuator/prometheus").body())
				.contains("autoscale_alerts_total{namespace=\"test\",result=\"ignored\"}")
				.doesNotContain("result=\"accepted\""));
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.production.arrival()).isBetween(18.0, 22.0);
			assertThat(this.test.arrival()).isBetween(9.0, 11.0);
		});
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.test.doctor("prometheus")).containsEntry("status", "ok");
			assertThat(this.test.doctor("rules")).containsEntry("status", "ok");
			assertThat(this.test.doctor("metrics")).containsEntry("status", "ok");
		});
		assertThat(this.test.dataFlow.scaleCalls()).isEmpty();
	}

	@Test
	@DisplayName("case 74: without a selector the doctor finds the other installation, and names what keeps them apart")
	void together() throws IOException {
		start(rules(), false);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.test.doctor("metrics")).containsEntry("status", "failure")
				.hasEntrySatisfying("message",
						(message) -> assertThat(message)
							.startsWith("2 webhooks decide about an application of this name, at 127.0.0.1:"))
				.hasEntrySatisfying("remedy", (remedy) -> assertThat(remedy).contains("autoscale.prometheus.selector",
						"prometheus/generate-rules")));
	}

	/** The webhooks listen somewhere only when they know where Prometheus is. */
	private void start(String rules, boolean withSelector) throws IOException {
		this.prometheus = new PrometheusProcess(this.directory, CONFIGURATION.formatted(rules));
		for (Installation each : List.of(this.production, this.test)) {
			each.start(withSelector ? each.selector() : "");
		}
		Files.writeString(this.directory.resolve("streams.json"),
				targets((each) -> each.stream.port(), "prod", "test"));
		Files.writeString(this.directory.resolve("webhooks.json"),
				targets((each) -> each.webhook.port(), "monitoring", "monitoring"));
		Files.writeString(this.directory.resolve("alerts.json"), targets((each) -> each.webhook.port(), "", ""));
	}

	private String targets(ToIntFunction<Installation> port, String production, String test) {
		return "[%s,%s]".formatted(target(port.applyAsInt(this.production), production),
				target(port.applyAsInt(this.test), test));
	}

	private static String target(int port, String namespace) {
		return "{\"targets\":[\"127.0.0.1:%d\"],\"labels\":{\"namespace\":\"%s\"}}".formatted(port, namespace);
	}

	/** As they are generated, on a faster clock: what is tested here is who is meant. */
	private String rules(String... selector) throws IOException {
		List<String> command = new ArrayList<>(List.of("../prometheus/generate-rules"));
		command.addAll(List.of(selector));
		Path file = Files.createTempFile(this.directory, "autoscale", ".rules.yml");
		Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
		String rules = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		Files.writeString(file,
				rules.replace("interval: 15s", "interval: 1s")
					.replace("offset 15s", "offset 1s")
					.replace("offset 30s", "offset 2s")
					.replace("[1m", "[10s")
					.replace("[30s", "[5s")
					.replace("[2m", "[20s"));
		return file.toString();
	}

	/** One of the two. */
	private final class Installation {

		private final String name;

		private final StreamExporter stream;

		private final DataFlowStandIn dataFlow = new DataFlowStandIn();

		private RunningWebHook webhook;

		Installation(String name, StreamExporter stream) {
			this.name = name;
			this.stream = stream;
			this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		}

		String selector() {
			return "namespace=\"%s\"".formatted(this.name);
		}

		void start(String selector) {
			this.webhook = RunningWebHook.start(TwoInstallationsTests.this.directory.resolve(this.name),
					this.dataFlow.uri(), "--autoscale.prometheus.uri=" + TwoInstallationsTests.this.prometheus.uri(),
					"--autoscale.prometheus.selector=" + selector);
			this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":2}");
		}

		double arrival() {
			return this.webhook.bean(Observations.class).now().of(TRANSFORM).arrival().rate().orElse(0);
		}

		Map<String, String> doctor(String check) {
			List<Map<String, String>> findings = JsonPath.read(this.webhook.get("/api/doctor").body(),
					"$.findings[?(@.check == '%s')]".formatted(check));
			return findings.isEmpty() ? Map.of() : findings.get(0);
		}

		void close() {
			this.webhook.close();
			this.stream.close();
			this.dataFlow.close();
		}

	}

}
