package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Lanes}.
 */
class LanesTests {

	private static final ApplicationId APPLICATION = new ApplicationId("scaletest", "transform");

	private final AtomicInteger steps = new AtomicInteger();

	@Test
	void aLaneComesBackWhenItsStepSaysSo() {
		try (Lanes lanes = new Lanes(
				(id) -> (this.steps.incrementAndGet() < 3) ? Optional.of(Duration.ofMillis(1)) : Optional.empty())) {
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 3);
		}
	}

	@Test
	void aLaneGoesOnAfterAnError() {
		try (Lanes lanes = new Lanes((id) -> {
			if (this.steps.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
			return Optional.empty();
		})) {
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 1);
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 2);
		}
	}

}
