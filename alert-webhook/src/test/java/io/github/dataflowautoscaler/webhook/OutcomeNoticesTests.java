package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a real Alertmanager hears of decisions, and what it makes of it.
 */
class OutcomeNoticesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private Alertmanager alertmanager;

	private RunningWebHook webhook;

	@BeforeEach
	void start() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.alertmanager = new Alertmanager(this.directory);
		this.webhook = startWebHook();
	}

	private RunningWebHook startWebHook() {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.alertmanager.uris=http://127.0.0.1:9," + this.alertmanager.uri());
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.alertmanager.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 16: an outcome alert is notified once an episode, ended by a success, and ignored where it comes back")
	void episodes() {
		this.alertmanager.start(this.webhook.port());
		policy(1);
		for (int times = 1; times <= 3; times++) {
			this.webhook.alert(Alerts.out("scaletest", "transform"));
			int expected = times;
			await().untilAsserted(() -> assertThat(this.webhook.history("times")).containsExactly(expected));
		}
		awaitNotifications("firing AutoscaleAtMaximum");
		assertThat(this.alertmanager.active())
			.containsExactly("transform of stream scaletest is at its maximum of 1 instances, needs 2");
		policy(2);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNotifications("firing AutoscaleAtMaximum", "firing AutoscaleSucceeded", "resolved AutoscaleAtMaximum");
		assertThat(this.alertmanager.active())
			.containsExactly("transform of stream scaletest was scaled from 1 to 2 instances");
		await().atMost(PATIENCE)
			.until(() -> this.webhook.get("/actuator/prometheus")
				.body()
				.contains("autoscale_alerts_total{result=\"ignored\"} 3.0"));
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=2");
	}

	@Test
	@DisplayName("case 20: a refused change is told at once, one that is busy when it is given up")
	void failures() {
		this.alertmanager.start(this.webhook.port());
		this.webhook.close();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.alertmanager.uris=" + this.alertmanager.uri(), "--autoscale.scaling.request-max-age=2s");
		policy(2);
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("busy"));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.webhook.history("reason")).first().isEqualTo("expired"));
		awaitNotifications("firing AutoscaleFailed");
		this.dataFlow.behave(ScaleBehaviour.SKIPPER_FORBIDS);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).first().isEqualTo("forbidden"));
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNotifications("firing AutoscaleFailed", "firing AutoscaleSucceeded", "resolved AutoscaleFailed");
	}

	@Test
	void whatWasDecidedWhileNoAlertmanagerRanIsToldAfterARestart() {
		policy(2);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("succeeded"));
		this.webhook.close();
		this.webhook = startWebHook();
		this.alertmanager.start(this.webhook.port());
		awaitNotifications("firing AutoscaleSucceeded");
	}

	private void policy(int maxInstances) {
		this.webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"scaleOutCooldown\":\"PT0S\",\"maxInstances\":%d}".formatted(maxInstances));
	}

	private void awaitNotifications(String... expected) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.alertmanager.notifications()).containsExactlyInAnyOrder(expected));
	}

}
