package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.dataflow.AppInstance;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipe on the cluster of kubectl's current context, which has the images that
 * {@code e2e/cluster/images} makes. It runs with {@code -Pkubernetes}.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesIT {

	private static final String STREAM = "scaletest";

	/** Scaled in while a call for the other stream is not answered. */
	private static final String OTHER = "other";

	private static final String DEFINITION = "time --fixed-delay=995 --time-unit=MILLISECONDS"
			+ " | transform --expression=\"T(java.lang.Thread).sleep(100) == null ? payload : payload\" | log";

	private static final Map<String, ?> POLICY = Map.of("maxInstances", 4, "scaleInWindow", "PT30S");

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** For so long the quota holds, and Data Flow is asked once a second. */
	private static final int SECONDS_OF_QUOTA = 300;

	private final KubernetesInstallation installation = new KubernetesInstallation(
			"autoscaler-test-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX),
			MonitoringTools.projectFile(Path.of("e2e", "target", "kubernetes").toString()));

	private final Await await = new Await((what, waited) -> {
	});

	private DataFlowClient dataFlow;

	private JsonClient dataFlowServer;

	private JsonClient webhook;

	@BeforeAll
	void install() {
		this.installation.install();
		this.dataFlow = new DataFlowClient(this.installation.dataFlow());
		this.dataFlowServer = new JsonClient(this.installation.dataFlow());
		this.webhook = this.installation.webhook();
		this.installation.register(this.dataFlow);
		deploy(STREAM, 1);
		deploy(OTHER, 2);
		this.webhook.putJson("/api/policies/%s/transform".formatted(STREAM), POLICY);
	}

	@AfterAll
	void remove() {
		this.installation.close();
	}

	@Test
	@Order(1)
	@DisplayName("the recipe: out to what the load needs in one step, and back in one step")
	void recipe() {
		load(Load.HIGH);
		awaitChange(STREAM, "out", "succeeded");
		assertThat(transforms(STREAM)).isBetween(3L, 4L);
		load(Load.LOW);
		awaitChange(STREAM, "in", "succeeded");
		assertThat(transforms(STREAM)).isEqualTo(1);
		assertThat(changes(STREAM)).hasSize(2);
	}

	@Test
	@Order(2)
	@DisplayName("a quota forbids the Pods: one call, Data Flow answers everybody, and it goes on when the quota is gone")
	void quota() {
		int before = changes(STREAM).size();
		load(Load.HIGH);
		Kubectl kubectl = this.installation.kubectl();
		kubectl.run("create", "quota", "pods", "--hard=pods=" + pods());
		try (Answering about = new Answering(() -> this.dataFlowServer.get("/about"))) {
			awaitChange(STREAM, "out", "unanswered");
			JsonClient alertmanager = this.installation.alertmanager();
			this.await.until("the alert about it", PATIENCE,
					() -> alertmanager.get("/api/v2/alerts?filter=alertname%3DAutoscaleFailed").size() > 0);
			int answered = about.answers();
			this.await.until("Data Flow to be asked often enough", PATIENCE.multipliedBy(2),
					() -> about.answers() >= answered + SECONDS_OF_QUOTA);
			this.webhook.putJson("/api/policies/%s/transform".formatted(OTHER), POLICY);
			awaitChange(OTHER, "in", "succeeded");
			assertThat(about.longest()).isLessThan(Duration.ofSeconds(1));
		}
		assertThat(changes(STREAM)).hasSize(before + 1);
		kubectl.run("delete", "quota", "pods");
		// The ReplicaSet's controller waits longer after each refusal; a change of it
		// makes it look at once.
		kubectl.run("annotate", "replicaset", "-l", "spring-group-id=" + STREAM, "--overwrite", "quota=gone");
		awaitChange(STREAM, "out", "succeeded");
		assertThat(changes(STREAM)).hasSize(before + 1);
	}

	private void deploy(String stream, int instances) {
		this.dataFlow.createStream(stream, DEFINITION);
		String output = "app.time.spring.cloud.stream.bindings.output.producer.";
		String binder = "app.transform.spring.cloud.stream.kafka.binder.";
		this.dataFlow.deploy(stream,
				Map.of(output + "partition-key-expression", "payload", output + "partition-count", "4",
						binder + "autoAddPartitions", "true", binder + "minPartitionCount", "4",
						"deployer.transform.count", String.valueOf(instances)));
		awaitDeployed(stream);
	}

	/** Returns when the Pods of the old version are gone. */
	private void load(Load load) {
		int pods = pods();
		this.dataFlow.update(STREAM, Map.of("app.time.trigger.time-unit", load.timeUnit(),
				"app.time.trigger.fixed-delay", String.valueOf(load.fixedDelay())));
		this.await.until("the Pod of the new version", PATIENCE, () -> pods() > pods);
		this.await.until("the Pod of the old version to be gone", PATIENCE, () -> pods() == pods);
		awaitDeployed(STREAM);
	}

	private int pods() {
		return (int) this.installation.kubectl().run("get", "pods", "--output=name").lines().count();
	}

	private void awaitDeployed(String stream) {
		this.await.until(stream + " to be deployed", PATIENCE, () -> this.dataFlow.status(stream).equals("deployed"));
	}

	private long transforms(String stream) {
		return this.dataFlow.instances(stream)
			.stream()
			.filter((instance) -> instance.application().contains("transform"))
			.filter(AppInstance::isDeployed)
			.count();
	}

	private void awaitChange(String stream, String direction, String outcome) {
		this.await.until("the change %s of %s to be %s".formatted(direction, stream, outcome), PATIENCE, () -> {
			List<JsonNode> changes = changes(stream);
			return !changes.isEmpty() && changes.get(0).path("direction").asString().equals(direction)
					&& changes.get(0).path("outcome").asString().equals(outcome);
		});
	}

	/** The decisions that were more than held, the newest first. */
	private List<JsonNode> changes(String stream) {
		return this.webhook.get("/api/history?limit=100")
			.valueStream()
			.filter((entry) -> entry.path("streamName").asString().equals(stream)
					&& !entry.path("outcome").asString().equals("held"))
			.toList();
	}

}
