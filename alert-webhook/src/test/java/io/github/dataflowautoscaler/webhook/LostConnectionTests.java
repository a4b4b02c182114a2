package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A page whose webhook is gone says so, and goes on when it is back.
 */
class LostConnectionTests {

	private static final Duration REFRESHED = Duration.ofSeconds(30);

	@Test
	void aPageThatIsNotUpToDateSaysSo(@TempDir Path directory) {
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri());
				Wire wire = new Wire(webhook.port());
				Browser browser = new Browser()) {
			dataFlow.deploy("scaletest", "time | transform", "time", "transform");
			browser.open("http://localhost:" + wire.port() + "/");
			assertThat(browser.text("#absences")).contains("No Prometheus is configured");
			wire.cut();
			await().atMost(REFRESHED)
				.untilAsserted(
						() -> assertThat(browser.text("#stale")).matches("Not updated since .*does not answer\\."));
			assertThat(browser.text("#applications")).contains("No application has a policy yet");
			wire.mend();
			webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
			await().atMost(REFRESHED)
				.untilAsserted(() -> assertThat(browser.text("#applications")).contains("scaletest/"));
			assertThat(browser.text("#stale")).isEmpty();
		}
	}

}
