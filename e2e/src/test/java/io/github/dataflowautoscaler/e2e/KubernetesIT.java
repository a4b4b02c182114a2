package io.github.dataflowautoscaler.e2e;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;
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
 * The recipe on the cluster of kubectl's current context, which has the images that
 * {@code e2e/cluster/images} makes. It runs with {@code -Pkubernetes}.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnKubernetes.class)
class KubernetesIT {

	private static final String DEPLOYMENT = "scaletest";

	private static final String STATEFUL_SET = "indexed";

	private static final List<String> STREAMS = List.of(DEPLOYMENT, STATEFUL_SET);

	/**
	 * The load is work for 2.4 to 3.5 instances, as busy as the machine may be and as
	 * much as may wait. On four partitions three do the work of two, so four are right
	 * for all that is more than two, and the policy would allow six. The newest first.
	 */
	private static final List<String> RIGHT_CHANGES = List.of("4 -> 1 succeeded", "1 -> 4 succeeded");

	private static final Map<String, ?> POLICY = Map.of("maxInstances", 6, "scaleInWindow", "PT30S");

	private static final String PARTITIONS = "%s_over_time(autoscale:partitions:count{stream_name=\"%s\",application_name=\"transform\"}[5m])";

	private final KubernetesScene scene;

	private final PrometheusClient prometheus;

	KubernetesIT(KubernetesInstallation installation) {
		this.scene = new KubernetesScene(installation);
		this.prometheus = installation.prometheus();
	}

	@BeforeAll
	void deploy() {
		this.scene.deploy(DEPLOYMENT, KubernetesScene.RECIPE, KubernetesScene.partitioned(Map.of()));
		this.scene.deploy(STATEFUL_SET, KubernetesScene.RECIPE,
				KubernetesScene.partitioned(KubernetesScene.statefulSet("transform")));
		STREAMS.forEach(this.scene::awaitDeployed);
		STREAMS.forEach((stream) -> this.scene.policy(stream, "transform", POLICY));
	}

	@AfterAll
	void destroy() {
		this.scene.destroy(DEPLOYMENT, STATEFUL_SET);
	}

	@Test
	@DisplayName("the recipe, with a Deployment and a StatefulSet: out to what the load needs, and back, in one step each")
	void recipe() {
		assertThat(workloads("deployment")).contains("deployment.apps/scaletest-transform-v1");
		assertThat(workloads("statefulset")).contains("statefulset.apps/indexed-transform-v1");
		// The source is a new version from here on, and is not waited for.
		STREAMS.forEach((stream) -> this.scene.load(stream, Load.THREE_INSTANCES));
		STREAMS.forEach((stream) -> this.scene.awaitChange(stream, "out", "succeeded"));
		STREAMS.forEach((stream) -> this.scene.load(stream, Load.LOW));
		STREAMS.forEach((stream) -> this.scene.awaitChange(stream, "in", "succeeded"));
		for (String stream : STREAMS) {
			assertThat(this.scene.up(stream, "transform")).isEqualTo(1);
			assertThat(this.scene.changes(stream)).extracting(KubernetesIT::summary).isEqualTo(RIGHT_CHANGES);
		}
		assertPartitions();
	}

	/** While the group rebalances the instances together have more, or fewer. */
	private void assertPartitions() {
		for (String stream : STREAMS) {
			assertThat(this.prometheus.value(PARTITIONS.formatted("max", stream))).hasValue(4);
			assertThat(this.prometheus.value(PARTITIONS.formatted("min", stream))).hasValue(4);
		}
	}

	private List<String> workloads(String kind) {
		return this.scene.installation().kubectl().run("get", kind, "--output=name").lines().toList();
	}

	private static String summary(JsonNode entry) {
		return "%d -> %d %s".formatted(entry.path("fromInstances").asInt(), entry.path("toInstances").asInt(),
				entry.path("outcome").asString());
	}

}
