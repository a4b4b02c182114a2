package io.github.dataflowautoscaler.e2e;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others do to Pods while the webhook scales: people, the cluster, and updates.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnKubernetes.class)
class KubernetesInterruptionsIT {

	private static final List<String> STREAMS = List.of("by-hand", "pod-deleted", "webhook-deleted", "updated");

	private static final String WEBHOOK = "app.kubernetes.io/name=alert-webhook";

	private static final Map<String, ?> POLICY = Map.of("strategy", "step", "maxInstances", 4, "scaleOutBy", 2,
			"scaleInBy", 2, "scaleOutCooldown", "PT0S", "scaleInWindow", "PT0S");

	private final KubernetesScene scene;

	private final Kubectl kubectl;

	KubernetesInterruptionsIT(KubernetesInstallation installation) {
		this.scene = new KubernetesScene(installation);
		this.kubectl = installation.kubectl();
	}

	@BeforeAll
	void deploy() {
		STREAMS.forEach((stream) -> this.scene.deployLog(stream, Map.of()));
		STREAMS.forEach(this.scene::awaitDeployed);
		STREAMS.forEach((stream) -> this.scene.policy(stream, "log", POLICY));
	}

	@AfterAll
	void destroy() {
		this.scene.destroy(STREAMS.toArray(String[]::new));
	}

	@Test
	@DisplayName("a person scales the Deployment out and in: decisions begin at the number that there is, and nothing is put back")
	void scaledByHand() {
		scaleByHand(3);
		assertThat(this.scene.history("by-hand")).isEmpty();
		this.scene.scaleOut("by-hand", "log");
		assertThat(this.scene.awaitChange("by-hand", "out", "succeeded").path("fromInstances").asInt()).isEqualTo(3);
		scaleByHand(1);
		this.scene.scaleIn("by-hand", "log");
		this.scene.awaitHeld("by-hand", "at_minimum");
		assertThat(this.scene.changes("by-hand")).hasSize(1);
		assertThat(this.scene.up("by-hand", "log")).isEqualTo(1);
	}

	private void scaleByHand(int replicas) {
		this.kubectl.run("scale", "deployment/by-hand-log-v1", "--replicas=" + replicas);
		this.scene.until("the doctor to see %d".formatted(replicas),
				() -> this.scene.instances("by-hand", "log")
					.path("message")
					.asString()
					.equals("%1$d of %1$d instances are up".formatted(replicas)));
	}

	@Test
	@DisplayName("a Pod is deleted in the middle of a change: the change succeeds, by one call")
	void podDeleted() {
		scaleOutAndInterrupt("pod-deleted",
				() -> this.kubectl.run("delete", "--wait=false", pods("pod-deleted").get(0)));
	}

	@Test
	@DisplayName("the webhook's Pod is deleted in the middle of a change: the next one sees it succeed, by one call")
	void webhookDeleted() {
		scaleOutAndInterrupt("webhook-deleted", () -> {
			this.kubectl.run("delete", "pod", "--selector=" + WEBHOOK);
			this.kubectl.run("rollout", "status", "deployment/alert-webhook", "--timeout=5m");
			this.scene.reconnect();
		});
	}

	@Test
	@DisplayName("the application is updated in the middle of a change: the next version has its number, the change succeeds, by one call, and the next decision begins there")
	void updated() {
		scaleOutAndInterrupt("updated", () -> this.scene.until("an update that Skipper takes", this::update));
		assertThat(this.scene.pods("updated", "log")).hasSize(3).allMatch((pod) -> pod.startsWith("updated-log-v2-"));
		// Until Skipper has removed the version before, it refuses what is asked.
		this.scene.scaleOut("updated", "log");
		this.scene.until("four Pods", () -> this.scene.up("updated", "log") == 4);
		this.scene.awaitChange("updated", "out", "succeeded");
		Map<Boolean, List<JsonNode>> changes = this.scene.changes("updated")
			.stream()
			.collect(Collectors.partitioningBy((change) -> change.path("outcome").asString().equals("succeeded")));
		assertThat(changes.get(true)).extracting((change) -> change.path("fromInstances").asInt())
			.containsExactly(3, 1);
		assertThat(changes.get(false)).allMatch((change) -> change.path("reason").asString().equals("busy"));
		assertThat(scalings("updated-log-v2")).hasSize(2);
	}

	/**
	 * As long as Skipper has not finished a scale call it refuses to update: a user asks
	 * again.
	 */
	private boolean update() {
		try {
			this.scene.dataFlow().update("updated", Map.of("app.log.info.version", "next"));
			return true;
		}
		catch (UncheckedIOException ex) {
			assertThat(ex).hasMessageContaining("Statemachine is not in state ready");
			return false;
		}
	}

	private void scaleOutAndInterrupt(String stream, Runnable interruption) {
		this.scene.scaleOut(stream, "log");
		this.scene.until("the new Pods", () -> pods(stream).size() == 3);
		assertThat(this.scene.changes(stream).get(0).path("outcome").asString()).isEqualTo("in_progress");
		interruption.run();
		this.scene.awaitChange(stream, "out", "succeeded");
		assertThat(this.scene.changes(stream)).hasSize(1);
		assertThat(this.scene.up(stream, "log")).isEqualTo(3);
		assertThat(scalings(stream + "-log-v1")).hasSize(2);
	}

	/** How the Deployment came to its number: the deployment itself, and each call. */
	private List<String> scalings(String deployment) {
		return this.kubectl
			.run("get", "events", "--field-selector=reason=ScalingReplicaSet,involvedObject.name=" + deployment,
					"--output=jsonpath={range .items[*]}{.message}{\"\\n\"}{end}")
			.lines()
			.toList();
	}

	private List<String> pods(String stream) {
		return this.scene.pods("spring-group-id=" + stream);
	}

}
