package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Policies that travel with a stream: the properties of its deployment.
 */
class DeployedPoliciesTests {

	private static final String PATH = "/api/policies/orders/work";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("orders", "time | work", "time", "work");
		this.dataFlow.deploy("declared", "time | work", "time", "work");
		this.dataFlow.released("orders",
				manifest(Map.of("autoscale.max-instances", "4", "autoscale.scaleInWindow", "30s",
						"autoscale.schedule[0].name", "nights", "autoscale.schedule[0].zone", "Europe/Berlin",
						"autoscale.schedule[0].from", "22:00", "autoscale.schedule[0].to", "06:00",
						"autoscale.schedule[0].max-instances", "1")));
		this.dataFlow.released("declared", manifest(Map.of("autoscale.max-instances", "4")));
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri(),
				"--autoscale.policies.declared.work.max-instances=7");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	void aPolicyIsInForceAsLongAsItsStreamIsDeployed() {
		awaitPolicy("\"origin\":\"deployment\"");
		assertThat(body(PATH)).contains("\"maxInstances\":4", "\"scaleInWindow\":\"PT30S\"", "\"name\":\"nights\"",
				"\"updatedBy\":\"deployment\"");
		assertThat(body("/api/policies")).contains("\"origin\":\"deployment\"");
		assertThat(this.webhook.alert(Alerts.out("orders", "work")).body()).contains("accepted");
		await().untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).containsExactly("orders/work=2"));
		this.dataFlow.stop();
		awaitPolicy("\"origin\":\"deployment\"");
		this.dataFlow.startAgain();
		this.dataFlow.released("orders", manifest(Map.of("autoscale.max-instances", "6")));
		this.dataFlow.update("orders");
		awaitPolicy("\"maxInstances\":6");
		this.dataFlow.released("orders", null);
		this.dataFlow.update("orders");
		awaitManifest("/streams/deployments/manifest/orders/3");
		assertThat(body(PATH)).as("while the new release can't be read").contains("\"maxInstances\":6");
		this.dataFlow.released("orders", manifest(Map.of()));
		await().untilAsserted(() -> assertThat(this.webhook.get(PATH).statusCode()).isEqualTo(404));
	}

	@Test
	void declaredCountsBeforeSetAndSetBeforeDeployed() {
		awaitPolicy("\"maxInstances\":4");
		assertThat(body("/api/policies/declared/work")).contains("\"maxInstances\":7", "\"origin\":\"configuration\"");
		HttpResponse<String> removed = send("DELETE", "");
		assertThat(removed.statusCode()).isEqualTo(409);
		assertThat(removed.body()).contains("The policy of orders/work was deployed with the stream");
		String version = this.webhook.get(PATH).headers().firstValue("ETag").orElseThrow();
		assertThat(send("PUT", "{\"maxInstances\":9}", "If-None-Match", "*").statusCode()).isEqualTo(412);
		HttpResponse<String> changed = send("PATCH", "{\"maxInstances\":5}", "If-Match", version);
		assertThat(changed.body()).as("the rest is that of the deployment")
			.contains("\"maxInstances\":5", "\"scaleInWindow\":\"PT30S\"", "\"origin\":\"api\"");
		assertThat(send("PATCH", "{\"maxInstances\":6}", "If-Match", version).statusCode()).isEqualTo(412);
		assertThat(send("DELETE", "").statusCode()).isEqualTo(204);
		assertThat(body(PATH)).contains("\"maxInstances\":4", "\"origin\":\"deployment\"");
	}

	@Test
	void aFaultIsNamedAndThePolicyIsNotInForce() {
		awaitPolicy("\"maxInstances\":4");
		this.dataFlow.released("orders",
				manifest(Map.of("autoscale.max-instances", "4", "autoscale.minInstance", "2")));
		this.dataFlow.update("orders");
		await().untilAsserted(() -> assertThat(this.webhook.get(PATH).statusCode()).isEqualTo(404));
		assertThat(body("/api/doctor")).contains("Not in force: ", "autoscale.mininstance", "app.work.autoscale.");
	}

	private void awaitPolicy(String part) {
		await().untilAsserted(() -> assertThat(body(PATH)).contains(part));
	}

	private void awaitManifest(String path) {
		await().untilAsserted(() -> assertThat(this.dataFlow.paths()).contains(path));
	}

	private String body(String path) {
		return this.webhook.get(path).body();
	}

	private HttpResponse<String> send(String method, String body, String... headers) {
		return this.webhook.send(method, PATH, BodyPublishers.ofString(body), headers);
	}

	private static String manifest(Map<String, String> properties) {
		return """
				"apiVersion": "skipper.spring.io/v1"
				"kind": "SpringCloudDeployerApplication"
				"metadata":
				  "name": "work"
				"spec":
				  "resource": "maven://org.example:work"
				  "applicationProperties":
				    "spring.cloud.stream.bindings.input.destination": "orders.time"
				""" + properties.entrySet()
			.stream()
			.map((property) -> "    \"%s\": \"%s\"%n".formatted(property.getKey(), property.getValue()))
			.collect(Collectors.joining());
	}

}
