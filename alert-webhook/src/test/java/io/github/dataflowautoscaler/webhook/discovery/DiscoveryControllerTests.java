package io.github.dataflowautoscaler.webhook.discovery;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication.Instance;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiscoveryController}.
 */
class DiscoveryControllerTests {

	@Test
	void anInstanceThatSpeaksTlsIsScrapedWithIt() {
		assertThat(labels(new Instance("g", true, "host:8443"))).containsEntry("__scheme__", "https");
		assertThat(labels(new Instance("g", false, "host:8080"))).doesNotContainKey("__scheme__");
	}

	@Test
	void anInstanceIsOfItsInstallation() {
		assertThat(labels(new Instance("g", false, "host:8080"))).containsEntry("namespace", "prod");
	}

	private static Map<String, String> labels(Instance instance) {
		RunningApplication application = new RunningApplication(new ApplicationId("s", "log"),
				ApplicationState.absent(ApplicationState.State.UNKNOWN), false, List.of(instance), List.of());
		return DiscoveryController.group(application, instance, Selector.parse("namespace=\"prod\"")).labels();
	}

}
