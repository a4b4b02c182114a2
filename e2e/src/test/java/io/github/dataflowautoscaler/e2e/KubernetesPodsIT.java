package io.github.dataflowautoscaler.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * New Pods that don't come up, for one reason or another: what becomes of the scale-out,
 * and what is said of it. All of them are scaled out at the start, because each takes the
 * time that the webhook waits for instances.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnKubernetes.class)
class KubernetesPodsIT {

	/** No two Pods of it may be on one node, and there is but one. */
	private static final String NODELESS = "nodeless";

	private static final String IMAGELESS = "imageless";

	private static final String CRASHING = "crashing";

	/**
	 * A quota keeps its new Pods from existing for longer than the webhook waits for
	 * answers.
	 */
	private static final String LATE = "late";

	private static final String SETTINGS = "crashing-settings";

	private static final List<String> STREAMS = List.of(NODELESS, IMAGELESS, CRASHING, LATE);

	private final KubernetesScene scene;

	private final Kubectl kubectl;

	KubernetesPodsIT(KubernetesInstallation installation) {
		this.scene = new KubernetesScene(installation);
		this.kubectl = installation.kubectl();
	}

	@BeforeAll
	void scaleOut() {
		this.kubectl.run("create", "configmap", SETTINGS, "--from-literal=JAVA_TOOL_OPTIONS=-Dsettings=good");
		this.scene.deployLog(NODELESS, Map.of("deployer.log.kubernetes.affinity.podAntiAffinity", """
				{ requiredDuringSchedulingIgnoredDuringExecution: [ { topologyKey: 'kubernetes.io/hostname', \
				labelSelector: { matchLabels: { spring-group-id: '%s' } } } ] }""".formatted(NODELESS)));
		this.scene.deployLog(IMAGELESS, KubernetesScene.statefulSet("log"));
		Map<String, String> crashing = Map.of("deployer.log.kubernetes.configMapRefs", SETTINGS);
		this.scene.deployLog(CRASHING, crashing);
		Map<String, String> late = new HashMap<>(crashing);
		late.putAll(KubernetesScene.UNDER_QUOTA);
		this.scene.deployLog(LATE, late);
		STREAMS.forEach(this.scene::awaitDeployed);
		// Pods that are there stay as they are, new ones are made of what is written now.
		this.kubectl.run("patch", "configmap", SETTINGS, "--patch",
				"{\"data\": {\"JAVA_TOOL_OPTIONS\": \"-XX:NoSuchOption\"}}");
		this.kubectl.run("patch", "statefulset", IMAGELESS + "-log-v1", "--type=json", "--patch", """
				[{"op": "replace", "path": "/spec/updateStrategy", "value": {"type": "OnDelete"}},
				{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "log-sink:gone"}]""");
		STREAMS.forEach((stream) -> this.scene.policy(stream, "log", KubernetesScene.STEPS));
		this.scene.forbidPods();
		STREAMS.forEach((stream) -> this.scene.scaleOut(stream, "log"));
		this.scene.awaitChange(LATE, "out", "unanswered");
		this.scene.allowPods(LATE);
	}

	@AfterAll
	void destroy() {
		this.scene.destroy(STREAMS.toArray(String[]::new));
	}

	@Test
	@DisplayName("case 31: Pods that no node takes are named, with where the scheduler's reason is, and are left to the cluster")
	void noNode() {
		assertSaid(NODELESS, "pending", "no node takes nodeless-log-v1-", "kubectl describe pod nodeless-log-v1-");
		assertThat(this.kubectl.run("describe", "pod", newest(NODELESS))).contains("pod anti-affinity rules");
		assertThat(failure(NODELESS)).endsWith(
				"after 300 s the application has Pods that are pending: they lack a node or their image with 1 of 2 instances up");
		assertLeft(NODELESS);
	}

	@Test
	@DisplayName("case 31: Pods whose image can't be pulled are named, with where the reason is, and are left to the cluster")
	void noImage() {
		assertSaid(IMAGELESS, "pending", "a node has taken imageless-log-v1-1, but its container can't be created",
				"kubectl describe pod imageless-log-v1-1");
		assertThat(this.kubectl.run("describe", "pod", newest(IMAGELESS))).contains("ErrImagePull");
		assertThat(failure(IMAGELESS)).endsWith(
				"after 300 s the application has Pods that are pending: they lack a node or their image with 1 of 2 instances up");
		assertLeft(IMAGELESS);
	}

	@Test
	@DisplayName("case 32: Pods that crash are named, with how they ended, and are taken back")
	void crashes() {
		assertTakenBack(CRASHING);
	}

	@Test
	@DisplayName("case 32: Pods that crash after a call that was not answered are named and taken back as others, in the same time")
	void crashesLate() {
		assertTakenBack(LATE);
		assertThat(this.scene.changes(LATE).get(1).path("explanation").asString())
			.contains("Data Flow did not answer the call");
	}

	private void assertTakenBack(String stream) {
		assertSaid(stream, "instances that crash", "exit code 1 (Error)",
				"kubectl logs --previous %s-log-v1-".formatted(stream));
		assertThat(this.kubectl.run("logs", "--previous", newest(stream))).contains("NoSuchOption");
		assertThat(failure(stream))
			.endsWith("after 300 s the application has instances that crash with 1 of 2 instances up");
		this.scene.scaleOut(stream, "log");
		JsonNode change = this.scene.awaitChange(stream, "out", "succeeded");
		assertThat(change.path("reason").asString()).isEqualTo("taken_back");
		assertThat(this.scene.changes(stream)).hasSize(2);
		assertThat(this.scene.up(stream, "log")).isEqualTo(1);
		this.scene.scaleOut(stream, "log");
		assertThat(this.scene.awaitHeld(stream, "cooldown").path("explanation").asString())
			.startsWith("The instances of the last scale-out crashed and were taken back");
	}

	/** The doctor says it long before the change has failed. */
	private void assertSaid(String stream, String state, String which, String remedy) {
		this.scene.until("the doctor to say of %s: %s".formatted(stream, which), () -> {
			JsonNode finding = this.scene.instances(stream, "log");
			String message = finding.path("message").asString();
			return finding.path("status").asString().equals("failure") && message.contains(state)
					&& message.contains(which) && finding.path("remedy").asString("").contains(remedy);
		});
	}

	private String failure(String stream) {
		JsonNode change = this.scene.awaitChange(stream, "out", "failed");
		assertThat(change.path("reason").asString()).isEqualTo("not_confirmed");
		return change.path("explanation").asString();
	}

	private void assertLeft(String stream) {
		this.scene.scaleOut(stream, "log");
		assertThat(this.scene.awaitHeld(stream, "not_deployed").path("explanation").asString())
			.contains("has Pods that are pending");
		assertThat(this.scene.changes(stream)).hasSize(1);
		assertThat(this.scene.pods(stream, "log")).hasSize(2);
	}

	/** The Pod that is not up. */
	private String newest(String stream) {
		return this.scene.dataFlow()
			.instances(stream)
			.stream()
			.filter((instance) -> !instance.isDeployed())
			.findFirst()
			.orElseThrow()
			.id();
	}

}
