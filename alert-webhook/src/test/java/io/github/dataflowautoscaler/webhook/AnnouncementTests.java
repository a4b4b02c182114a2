package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the applications down a stream hear of a scale-out.
 */
class AnnouncementTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		measure("transform", Map.of("arrival:rate1m", 25.0, "arrival:rate30s", 25.0, "input:rate1m", 10.0,
				"output:rate1m", 10.0, "busy:rate1m", 1.0, "lag:messages", 300.0));
		measure("log", Map.of("arrival:rate1m", 10.0, "arrival:rate30s", 10.0, "input:rate1m", 10.0, "busy:rate1m", 0.8,
				"lag:messages", 0.0));
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri());
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"rate\",\"maxInstances\":4}");
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"rate\",\"maxInstances\":4}");
		await().untilAsserted(() -> assertThat(this.webhook.get("/actuator/prometheus").body())
			.contains("upstream_application_name=\"transform\""));
		// What is not known yet, as at the start, can't expect anything.
		this.webhook.alert(Alerts.in("scaletest", "log"));
		await().untilAsserted(() -> assertThat(this.webhook.history("applicationName")).contains("log"));
	}

	private void measure(String application, Map<String, Double> values) {
		values.forEach((name, value) -> series(application, name, value));
		series(application, "instances:count", 1.0);
		series(application, "consumers:count", 1.0);
		series(application, "partitions:count", 4.0);
	}

	private void series(String application, String name, double value) {
		this.prometheus.series("autoscale:" + name, "stream_name=scaletest,application_name=" + application, value);
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 43: who reads from an application that is scaled out is scaled out with it")
	void begun() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.instances("scaletest", "log") > 1);
		assertThat(this.dataFlow.scaleCalls().get(0)).startsWith("scaletest/transform=");
		assertThat(this.webhook.history("alertName")).contains("Upstream scaletest/transform");
	}

	@Test
	@DisplayName("case 43: nobody is scaled out for a change that never began")
	void refused() {
		this.dataFlow.behave(ScaleBehaviour.SKIPPER_FORBIDS);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("forbidden"));
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		this.webhook.alert(Alerts.out("scaletest", "log"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("enough"));
		assertThat(this.webhook.history("alertName")).doesNotContain("Upstream scaletest/transform");
		assertThat(this.dataFlow.instances("scaletest", "log")).isOne();
	}

}
