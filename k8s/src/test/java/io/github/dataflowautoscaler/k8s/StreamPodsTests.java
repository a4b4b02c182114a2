package io.github.dataflowautoscaler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Skipper is told about the Pods of streams, which no manifest shows.
 */
class StreamPodsTests {

	@Test
	void areAsConfinedAsTheStandardRestrictedAsks() {
		JsonNode account = StrictYaml.documents(configuration())
			.get(0)
			.at("/spring/cloud/skipper/server/platform" + "/kubernetes/accounts/default");
		JsonNode pod = account.path("podSecurityContext");
		assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
		assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
		JsonNode container = account.path("containerSecurityContext");
		assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
		assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
	}

	private static String configuration() {
		return Cluster.of(Kustomize.renderDataFlow())
			.all(ConfigMap.class)
			.filter((map) -> map.getMetadata().getName().startsWith("skipper-"))
			.findFirst()
			.orElseThrow()
			.getData()
			.get("application.yml");
	}

}
