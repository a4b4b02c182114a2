package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A webhook for each test, and a Data Flow that has deployed the stream
 * {@code scaletest}.
 */
abstract class OnScaletest {

	@TempDir
	Path directory;

	final DataFlowStandIn dataFlow = new DataFlowStandIn();

	RunningWebHook webhook;

	@BeforeEach
	void startOnScaletest() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = startWebHook();
	}

	/**
	 * Starts the webhook, with the database that it had before in this test.
	 * @return the webhook
	 */
	RunningWebHook startWebHook() {
		return RunningWebHook.start(this.directory, this.dataFlow.uri());
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	void awaitHistory(String newestOutcome) {
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).first().isEqualTo(newestOutcome));
	}

	static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
