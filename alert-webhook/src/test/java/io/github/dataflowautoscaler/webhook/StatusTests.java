package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator sees of an application: its status, and why its number is what it is.
 */
class StatusTests {

	private static final String TRANSFORM = "/api/streams/scaletest/transform";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private final PrometheusStandIn prometheus = new PrometheusStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.dataFlow.deploy("other", "time | log", "time", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
				"--autoscale.prometheus.uri=" + this.prometheus.uri());
		measure(Map.of("autoscale:arrival:rate1m", 19.5, "autoscale:input:rate1m", 9.69, "autoscale:output:rate1m",
				9.69, "autoscale:busy:rate1m", 0.986, "autoscale:lag:messages", 0.0, "autoscale:instances:count", 1.0,
				"autoscale:consumers:count", 1.0, "autoscale:partitions:count", 4.0));
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	@Test
	void anApplicationIsShownWithItsPolicyItsInstancesAndItsMeasurements() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":2,\"dryRun\":true}");
		await().untilAsserted(() -> assertThat(body(TRANSFORM)).contains("\"runningInstances\":1"));
		assertThat(body(TRANSFORM))
			.contains("\"streamName\":\"scaletest\"", "\"applicationName\":\"transform\"", "\"minInstances\":1",
					"\"maxInstances\":2", "\"strategy\":\"rate\"", "\"paused\":false", "\"dryRun\":true",
					"\"deployedInstances\":1", "\"reportingInstances\":1", "\"recommendedInstances\":2",
					"\"arrivalRate\":19.5", "\"inputRate\":9.69", "\"outputRate\":9.69", "\"capacityPerInstance\":9.8",
					"\"utilization\":0.986", "\"lag\":0.0", "\"partitions\":4")
			.doesNotContain("unknown", "pausedUntil", "latestDecision", "null");
	}

	@Test
	@DisplayName("case 68: each measure names its witness, and a sink's output is no measurement that lacks")
	void witnesses() {
		measure(Map.of("autoscale:input:witness", 1.0, "autoscale:arrival:witness", 5.0, "autoscale:consumers:witness",
				6.0, "autoscale:busy:witness", 99.0));
		this.prometheus.forget("autoscale:output:rate1m");
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
		assertThat(body(TRANSFORM))
			.contains("\"witnesses\":{\"arrivalRate\":\"lag\",\"consumers\":\"assumption\",\"inputRate\":\"listener\"}")
			.doesNotContain("\"unknown\":");
	}

	@Test
	void whatIsNotMeasuredIsAbsentAndTheReasonSaysWhy() {
		this.prometheus.forget("autoscale:lag:messages");
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
		assertThat(body(TRANSFORM)).contains("\"arrivalRate\":19.5")
			.contains("\"unknown\":\"Prometheus has no recent value of autoscale:lag:messages\"")
			.doesNotContain("\"lag\"");
	}

	@Test
	void withoutPrometheusTheReasonIsGivenOnce() {
		this.prometheus.close();
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
		assertThat(body(TRANSFORM)).contains("\"unknown\":\"Prometheus gives no answer\"")
			.doesNotContain("recommendedInstances", "arrivalRate");
	}

	@Test
	void aPauseIsShownWithItsEnd() {
		this.webhook.policy("scaletest", "transform",
				"{\"maxInstances\":4,\"paused\":true,\"pausedUntil\":\"2126-01-01T00:00:00Z\"}");
		assertThat(body(TRANSFORM)).contains("\"paused\":true", "\"pausedUntil\":\"2126-01-01T00:00:00Z\"");
	}

	@Test
	void oneStreamCanBeAskedFor() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
		this.webhook.policy("scaletest", "log", "{\"maxInstances\":4}");
		this.webhook.policy("other", "log", "{\"maxInstances\":4}");
		assertThat(names("/api/streams")).containsExactly("log", "log", "transform");
		assertThat(names("/api/streams?stream=scaletest")).containsExactly("log", "transform");
		assertThat(names("/api/streams?stream=none")).isEmpty();
	}

	@Test
	void withoutPolicyThereIsNothingToShow() {
		for (String path : List.of("/api/streams/scaletest/log", "/api/streams/scaletest/log/explain")) {
			assertThat(this.webhook.get(path).statusCode()).isEqualTo(404);
			assertThat(body(path)).contains("\"detail\":\"scaletest/log has no policy\"");
		}
	}

	@Test
	void anExplanationHasBothDecisionsEveryTermAndTheLimits() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":2}");
		String explanation = body(TRANSFORM + "/explain");
		assertThat(explanation).contains("\"out\":{\"from\":1,\"required\":3,\"to\":2,\"reason\":\"scale_out\"")
			.contains("\"in\":{\"from\":1,\"required\":3,\"to\":1,\"reason\":\"window\"")
			.contains("{\"name\":\"arrival\",\"value\":19.5,\"unit\":\"messages/s\"")
			.contains(
					"{\"name\":\"highest in window\",\"unit\":\"instances\",\"note\":\"what was worth keeping is not known")
			.contains("{\"name\":\"maximum\",\"from\":4,\"to\":2}");
	}

	/** With the step strategy, because the others are assessed regularly anyway. */
	@Test
	void lookingRemembersNothing() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4,\"strategy\":\"step\"}");
		assertThat(body(TRANSFORM)).contains("\"utilization\"", "\"capacityPerInstance\"");
		this.prometheus.forget("autoscale:busy:rate1m");
		await().untilAsserted(() -> assertThat(body(TRANSFORM)).doesNotContain("\"utilization\""));
		assertThat(body(TRANSFORM)).doesNotContain("capacityPerInstance");
	}

	@Test
	void theStepStrategyNeedsNoTerms() {
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4,\"strategy\":\"step\"}");
		assertThat(body(TRANSFORM + "/explain")).contains("\"to\":2", "\"terms\":[]", "\"limits\":[]");
		assertThat(body(TRANSFORM)).contains("\"strategy\":\"step\"", "\"arrivalRate\":19.5")
			.doesNotContain("recommendedInstances");
	}

	private void measure(Map<String, Double> values) {
		values.forEach((name, value) -> this.prometheus.series(name, "stream_name=scaletest,application_name=transform",
				value));
	}

	private List<String> names(String path) {
		return JsonPath.read(body(path), "$[*].applicationName");
	}

	private String body(String path) {
		return this.webhook.get(path).body();
	}

}
