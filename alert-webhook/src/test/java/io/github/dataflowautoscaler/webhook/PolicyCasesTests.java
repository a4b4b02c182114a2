package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What policies do to actions: none, later, or less than before.
 */
class PolicyCasesTests extends OnScaletest {

	private static final String POLICY = "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}";

	@Test
	@DisplayName("case 51: a policy that is changed or removed while an action runs lets it end, and rules the next one")
	void changedDuringAnAction() {
		CountDownLatch release = new CountDownLatch(1);
		this.dataFlow.behave((call) -> {
			awaitLatch(release);
			ScaleBehaviour.OBEY.scale(call);
		});
		set(POLICY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.scaleCalls().size() == 1);
		set("{\"strategy\":\"step\",\"maxInstances\":2,\"scaleOutCooldown\":\"PT0S\"}");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		assertThat(
				this.webhook.send("DELETE", "/api/policies/scaletest/transform", BodyPublishers.noBody()).statusCode())
			.isEqualTo(204);
		release.countDown();
		await()
			.untilAsserted(() -> assertThat(this.webhook.history("reason")).containsExactly("no_policy", "scale_out"));
		assertThat(this.webhook.history("outcome")).containsExactly("failed", "succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 55: a dry run makes no call and records the decision that would have been carried out")
	void dryRun() {
		set(POLICY.replace("}", ",\"dryRun\":true}"));
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("dry_run"));
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
		set(POLICY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await()
			.untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("succeeded", "dry_run"));
		for (String field : new String[] { "reason", "explanation", "direction", "fromInstances", "requiredInstances",
				"wantedInstances", "toInstances" }) {
			assertThat(this.webhook.history(field)).as(field).hasSize(2);
			assertThat(this.webhook.history(field).get(0)).as(field).isEqualTo(this.webhook.history(field).get(1));
		}
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 55: a pause survives a restart, and ends by itself where it has an end")
	void pause() {
		set(POLICY.replace("}", ",\"paused\":true,\"pausedUntil\":\"2999-01-01T00:00:00Z\"}"));
		this.webhook.close();
		this.webhook = startWebHook();
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).containsExactly("paused"));
		set(POLICY.replace("}", ",\"paused\":true,\"pausedUntil\":\"" + Instant.now().plusSeconds(1) + "\"}"));
		await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			this.webhook.alert(Alerts.out("scaletest", "transform"));
			assertThat(this.webhook.history("outcome")).contains("succeeded");
		});
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	private void set(String policy) {
		assertThat(this.webhook.policy("scaletest", "transform", policy).statusCode()).isEqualTo(200);
	}

}
