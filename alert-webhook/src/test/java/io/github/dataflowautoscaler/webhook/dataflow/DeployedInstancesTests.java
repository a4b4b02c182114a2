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
 * Tests for {@link DeployedInstances} and {@link ManagementPort}.
 */
class DeployedInstancesTests {

	@ParameterizedTest
	@CsvSource({ "http://host:20000, false, host:20000", "https://host.example, true, host.example",
			"HTTPS://host:8443/app, true, host:8443" })
	void theUrlTellsAddressAndScheme(String url, boolean tls, String address) {
		assertThat(instances(Map.of("guid", "g", "url", url), null))
			.containsExactly(new RunningApplication.Instance("g", tls, address));
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.5, 10.0.0.5:8080", "fd00::5, [fd00::5]:8080" })
	void aPodHasAnAddressOfItsOwn(String ip, String address) {
		assertThat(instances(Map.of("guid", "g", "pod.name", "p", "pod.ip", ip, "url", "http://balancer:8080"), 8080))
			.containsExactly(new RunningApplication.Instance("g", false, address));
	}

	@Test
	void whereNoAddressIsKnownThereIsNone() {
		assertThat(instances(Map.of("pod.name", "p", "pod.ip", "", "url", "http://balancer:8080"), 8080)).isEmpty();
		assertThat(instances(Map.of("pod.name", "p", "pod.ip", "10.0.0.5"), null)).isEmpty();
		assertThat(instances(Map.of("url", "http://a b"), 8080)).isEmpty();
		assertThat(instances(Map.of(), 8080)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'', 8080", "--server.port=9000, 9000", "--SERVER_PORT=9000, 9000",
			"--server.port=9000 --management.server.port=9001, 9001", "--management.server.port=${PORT},",
			"--server.port=0,", "--management.server.port=-1," })
	void thePortIsThatOfTheProperties(String properties, Integer port) {
		assertThat(StreamShape.parse("s", "time " + properties + " | log").orElseThrow().ports().get("time"))
			.isEqualTo(port);
	}

	private static List<RunningApplication.Instance> instances(Map<String, String> attributes, Integer port) {
		String relation = "appInstanceStatusResourceList";
		Listing<Instance> listing = new Listing<>(Map.of(relation, List.of(new Instance("i", "deployed", attributes))),
				null);
		return DeployedInstances.of(new RuntimeApplication("s.log-v1", "log", "deployed", listing), port);
	}

}
