package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeployedInstances}.
 */
class DeployedInstancesTests {

	@ParameterizedTest
	@CsvSource({ "http://host:20000, false, host:20000", "https://host.example, true, host.example",
			"HTTPS://host:8443/app, true, host:8443" })
	void theUrlTellsAddressAndScheme(String url, boolean tls, String address) {
		assertThat(instances(Map.of("guid", "g", "url", url)))
			.containsExactly(new RunningApplication.Instance("g", tls, address));
	}

	@Test
	void whereNoAddressIsKnownThereIsNone() {
		assertThat(instances(Map.of("url", "http://a b"))).isEmpty();
		assertThat(instances(Map.of())).isEmpty();
	}

	private static List<RunningApplication.Instance> instances(Map<String, String> attributes) {
		String relation = "appInstanceStatusResourceList";
		Listing<Instance> listing = new Listing<>(Map.of(relation, List.of(new Instance("i", "deployed", attributes))),
				null);
		return DeployedInstances.of(new RuntimeApplication("s.log-v1", "log", "deployed", listing));
	}

}
