package io.github.dataflowautoscaler.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A quota of no new Pods for one stream, for longer than Skipper's deployer waits for
 * them.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnKubernetes.class)
class KubernetesQuotaIT {

	private static final String BLOCKED = "blocked";

	private static final List<String> OTHERS = IntStream.rangeClosed(1, 20)
		.mapToObj((number) -> "other" + number)
		.toList();

	/** Longer than the deployer's ten minutes, and than a call may be unanswered. */
	private static final Duration QUOTA = Duration.ofMinutes(11).plusSeconds(30);

	/**
	 * One Pod each, for the sake of the machine; they read from a topic without writer.
	 */
	private static final Map<String, String> SMALL = Map.of("deployer.log.kubernetes.requests.memory", "64Mi",
			"deployer.log.kubernetes.limits.memory", "320Mi");

	private final KubernetesScene scene;

	private final Kubectl kubectl;

	KubernetesQuotaIT(KubernetesInstallation installation) {
		this.scene = new KubernetesScene(installation);
		this.kubectl = installation.kubectl();
	}

	@BeforeAll
	void deploy() {
		deploy(BLOCKED, KubernetesScene.UNDER_QUOTA);
		OTHERS.forEach((stream) -> deploy(stream, SMALL));
		this.scene.policy(BLOCKED, "log", KubernetesScene.STEPS);
		OTHERS.forEach((stream) -> this.scene.policy(stream, "log", KubernetesScene.STEPS));
	}

	/** One after the other: twenty that start at once would keep each other from it. */
	private void deploy(String stream, Map<String, String> properties) {
		this.scene.deployLog(stream, properties);
		this.scene.awaitDeployed(stream);
	}

	@AfterAll
	void destroy() {
		this.scene.destroy(OTHERS.toArray(String[]::new));
		this.scene.destroy(BLOCKED);
	}

	@Test
	@DisplayName("case 22: for eleven minutes a quota forbids the Pods of one stream: one call, Data Flow answers everybody, and 20 other streams are scaled")
	void quota() {
		this.scene.forbidPods();
		long begin = System.nanoTime();
		JsonClient dataFlow = new JsonClient(this.scene.installation().dataFlow());
		this.scene.scaleOut(BLOCKED, "log");
		Answering about = new Answering(() -> dataFlow.get("/about"));
		try (about) {
			this.scene.awaitChange(BLOCKED, "out", "unanswered");
			JsonClient alertmanager = this.scene.installation().alertmanager();
			this.scene.until("the alert about it",
					() -> alertmanager.get("/api/v2/alerts?filter=alertname%3DAutoscaleFailed").size() > 0);
			OTHERS.forEach(this::scaleOutAndIn);
			this.scene.awaitChange(BLOCKED, "out", "failed");
			this.scene.until("the quota to have lasted long enough",
					() -> Duration.ofNanos(System.nanoTime() - begin).compareTo(QUOTA) > 0);
		}
		assertThat(this.scene.changes(BLOCKED)).hasSize(1);
		recover();
		assertThat(about.longest()).isLessThan(Duration.ofSeconds(1));
	}

	/** Meanwhile the alert about the other stream comes again and again. */
	private void scaleOutAndIn(String stream) {
		this.scene.scaleOut(stream, "log");
		this.scene.awaitChange(stream, "out", "succeeded");
		this.scene.scaleIn(stream, "log");
		this.scene.awaitChange(stream, "in", "succeeded");
		if (this.scene.changes(BLOCKED).get(0).path("outcome").asString().equals("unanswered")) {
			this.scene.scaleOut(BLOCKED, "log");
		}
	}

	/**
	 * Without its restart Skipper would carry out this stream's next call ten minutes
	 * late.
	 */
	private void recover() {
		this.scene.allowPods(BLOCKED);
		this.scene.until("the Pod that was asked for", () -> this.scene.up(BLOCKED, "log") == 2);
		this.kubectl.run("rollout", "restart", "deployment/skipper");
		this.kubectl.run("rollout", "status", "deployment/skipper", "--timeout=5m");
		this.scene.scaleOut(BLOCKED, "log");
		assertThat(this.scene.awaitChange(BLOCKED, "out", "succeeded").path("toInstances").asInt()).isEqualTo(3);
	}

}
