package io.github.dataflowautoscaler.webhook;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for decisions that are made again and again while an alert lasts.
 */
class RepeatedDecisionsTests extends OnScaletest {

	@BeforeEach
	void start() {
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":1}");
		for (int times = 1; times <= 3; times++) {
			this.webhook.alert(Alerts.out("scaletest", "transform"));
			awaitTimes(times);
		}
	}

	@Test
	void theSameHoldAgainIsCountedNotAdded() {
		assertThat(this.webhook.history("outcome")).containsExactly("held");
		assertThat(time("lastDecidedAt")).isAfter(time("decidedAt"));
		assertThat(this.webhook.get("/actuator/prometheus").body())
			.contains("autoscale_decisions_total{outcome=\"held\",reason=\"at_maximum\"} 3.0");
	}

	@Test
	void whatDiffersIsAnEntryOfItsOwn() {
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":1,\"paused\":true}");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).containsExactly("paused", "at_maximum"));
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":1}");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(
				() -> assertThat(this.webhook.history("reason")).containsExactly("at_maximum", "paused", "at_maximum"));
		assertThat(this.webhook.history("times")).containsExactly(1, 1, 3);
	}

	private void awaitTimes(int times) {
		await().untilAsserted(() -> assertThat(this.webhook.history("times")).containsExactly(times));
	}

	private Instant time(String field) {
		return Instant.parse((String) this.webhook.history(field).get(0));
	}

}
