package io.github.dataflowautoscaler.webhook.leadership;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LeadershipProperties}.
 */
class LeadershipPropertiesTests {

	@Test
	void aLeaseThatEveryPauseWouldEndIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LeadershipProperties(Duration.ofMillis(999)))
			.withMessage("autoscale.leadership.lease is PT0.999S; it must be at least PT1S");
	}

}
