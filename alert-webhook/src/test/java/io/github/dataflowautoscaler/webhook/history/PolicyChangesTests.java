package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyChangesTests {

	private static final Instant TIME = Instant.parse("2026-11-22T09:03:09.038518374Z");

	@Test
	void aPauseIsToldToTheSecond() {
		Policy before = PolicySettings.of(Strategy.RATE, 4).toPolicy();
		Policy after = before.withPause(new Pause(TIME));
		assertThat(PolicyChanges.describe(
				new PolicyChange(new ApplicationId("scaletest", "transform"), before, after, new Edit(TIME, "ops"))))
			.isEqualTo("paused false -> until 2026-11-22T09:03:09Z");
	}

}
