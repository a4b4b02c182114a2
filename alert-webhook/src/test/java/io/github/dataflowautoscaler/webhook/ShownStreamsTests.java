package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is shown of Data Flow's streams to Prometheus and to people, by the names that the
 * rules and the scrape configuration rely on.
 */
class ShownStreamsTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | t1: transform", "time", "t1");
		this.dataFlow.set("scaletest", "t1", 2);
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(), "--autoscale.dataflow.stale-after=2s");
		this.webhook.policy("scaletest", "t1", "{\"maxInstances\":3}");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	void prometheusIsToldWhereTheDeployedInstancesAre() {
		await().untilAsserted(() -> assertThat(body("/discovery/prometheus"))
			.contains("\"targets\":[\"127.0.0.1:20000\"]", "\"targets\":[\"127.0.0.1:20001\"]",
					"\"__metrics_path__\":\"/actuator/prometheus\"", "\"__meta_dataflow_stream_name\":\"scaletest\"",
					"\"__meta_dataflow_application_name\":\"t1\"", "\"__meta_dataflow_instance_guid\":\"20001\"")
			.doesNotContain("\"stream_name\""));
		this.dataFlow.state("scaletest", "t1", "deploying");
		await()
			.untilAsserted(() -> assertThat(body("/discovery/prometheus")).contains("20000").doesNotContain("20001"));
	}

	@Test
	void theRulesGetInstancesAndEdges() {
		this.webhook.alert(Alerts.out("scaletest", "t1"));
		String id = "{application_name=\"t1\",stream_name=\"scaletest\"} ";
		String edge = "autoscale_stream_link{application_name=\"t1\",stream_name=\"scaletest\","
				+ "upstream_application_name=\"time\",upstream_stream_name=\"scaletest\"} 1.0";
		await().untilAsserted(() -> assertThat(body("/actuator/prometheus"))
			.contains("autoscale_instances_running" + id + "3.0", "autoscale_instances_target" + id + "3.0", edge));
		this.dataFlow.stop();
		await()
			.untilAsserted(() -> assertThat(body("/actuator/prometheus")).doesNotContain("autoscale_instances_running{")
				.contains(edge));
	}

	@Test
	@DisplayName("case 64: an undeployed producer makes no edge, one that is being deployed does")
	void producersThatRun() {
		this.dataFlow.deploy("day", "time > :orders", "time");
		this.dataFlow.deploy("night", "time > :orders", "time");
		this.dataFlow.deploy("reader", ":orders > work", "work");
		this.dataFlow.state("day", "time", "deploying");
		this.dataFlow.state("night", "time", "undeployed");
		awaitEdge("reader", "work", "day");
		assertThat(body("/actuator/prometheus")).doesNotContain("upstream_stream_name=\"night\"");
		this.dataFlow.state("night", "time", "failed");
		awaitEdge("reader", "work", "night");
	}

	@Test
	@DisplayName("case 65: a destination that was replaced at the deployment is where the edge goes")
	void destinationOfTheDeployment() {
		this.dataFlow.deploy("day", "time > :orders", "time");
		this.dataFlow.deploy("reader", ":orders > work", "work");
		this.dataFlow.deploy("other", ":orders > work", "work");
		this.dataFlow.deployedAs("reader", ":elsewhere > work");
		awaitEdge("other", "work", "day");
		assertThat(body("/actuator/prometheus"))
			.doesNotContain("autoscale_stream_link{application_name=\"work\",stream_name=\"reader\"");
		this.dataFlow.deployedAs("day", "time --x='");
		this.dataFlow.deployedAs("reader", ":a,b > work");
		awaitEdge("reader", "work", "day");
	}

	@Test
	@DisplayName("case 65: inside of a pipe, too, the destination of the deployment is where the edge goes")
	void destinationsOfTheRelease() {
		this.dataFlow.deploy("day", "time > :orders", "time");
		this.dataFlow.deploy("reader", "time | work", "time", "work");
		awaitEdge("reader", "work", "reader");
		String pipe = manifest("time", "output", "reader.time");
		this.dataFlow.released("reader", pipe + manifest("work", "input", "orders"));
		awaitEdge("reader", "work", "day");
		assertThat(body("/actuator/prometheus")).doesNotContain(edge("reader", "work", "reader"));
		this.dataFlow.released("reader", pipe + manifest("work", "input", "reader.time"));
		this.dataFlow.update("reader");
		awaitEdge("reader", "work", "reader");
		assertThat(body("/actuator/prometheus")).doesNotContain(edge("reader", "work", "day"));
		assertThat(this.dataFlow.paths()).containsOnlyOnce("/streams/deployments/manifest/reader/1",
				"/streams/deployments/manifest/reader/2");
	}

	@Test
	@DisplayName("case 65: where the destinations can't be read there is no edge, until they can be")
	void unreadableRelease() {
		this.dataFlow.deploy("day", "time > :orders", "time");
		this.dataFlow.deploy("reader", ":orders > work", "work");
		awaitEdge("reader", "work", "day");
		this.dataFlow.released("day", null);
		await().untilAsserted(
				() -> assertThat(body("/actuator/prometheus")).doesNotContain(edge("reader", "work", "day")));
		this.dataFlow.released("day", manifest("time", "output", "orders"));
		awaitEdge("reader", "work", "day");
	}

	private static String manifest(String application, String binding, String destination) {
		return """
				"apiVersion": "skipper.spring.io/v1"
				"kind": "SpringCloudDeployerApplication"
				"metadata":
				  "name": "%s"
				"spec":
				  "resource": "maven://org.example:%1$s"
				  "applicationProperties":
				    "spring.cloud.stream.bindings.%s.destination": "%s"
				---
				""".formatted(application, binding, destination);
	}

	private void awaitEdge(String stream, String application, String upstream) {
		await().untilAsserted(
				() -> assertThat(body("/actuator/prometheus")).contains(edge(stream, application, upstream)));
	}

	private static String edge(String stream, String application, String upstream) {
		return "autoscale_stream_link{application_name=\"%s\",stream_name=\"%s\",upstream_application_name=\"time\",upstream_stream_name=\"%s\"} 1.0"
			.formatted(application, stream, upstream);
	}

	@Test
	void peopleSeeInstancesAndTheLatestDecision() {
		this.webhook.alert(Alerts.out("scaletest", "t1"));
		await().untilAsserted(
				() -> assertThat(body("/api/streams")).contains("\"applicationName\":\"t1\"", "\"maxInstances\":3",
						"\"runningInstances\":3", "\"deployedInstances\":3", "\"outcome\":\"succeeded\""));
		assertThat(body("/api/openapi")).contains("/api/policies/{stream}/{application}", "/api/history");
	}

	private String body(String path) {
		return this.webhook.get(path).body();
	}

}
