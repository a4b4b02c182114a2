package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.SystemTicks;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ScalingExecutor}.
 */
class ScalingExecutorTests {

	private static final ApplicationId APPLICATION = new ApplicationId("scaletest", "transform");

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final AtomicInteger steps = new AtomicInteger();

	@Test
	void aLaneComesBackWhenItsStepSaysSo() {
		try (ScalingExecutor lanes = new ScalingExecutor(
				(id) -> (this.steps.incrementAndGet() < 3) ? Optional.of(Duration.ofMillis(1)) : Optional.empty(),
				PAUSE, new SystemTicks())) {
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 3);
		}
	}

	@Test
	void aLaneGoesOnAfterAnError() {
		try (ScalingExecutor lanes = new ScalingExecutor((id) -> {
			if (this.steps.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
			return Optional.empty();
		}, PAUSE, new SystemTicks())) {
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 1);
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 2);
		}
	}

	@Test
	void aLanePausesBetweenStepsHoweverOftenItIsWoken() {
		long begin = System.nanoTime();
		try (ScalingExecutor lanes = new ScalingExecutor((id) -> {
			this.steps.incrementAndGet();
			return Optional.empty();
		}, PAUSE, new SystemTicks())) {
			while (this.steps.get() < 4) {
				lanes.wake(APPLICATION);
			}
		}
		Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
		assertThat(PAUSE.multipliedBy(this.steps.get() - 1)).isLessThanOrEqualTo(elapsed);
	}

	@Test
	void aPauseDoesNotDelayAStepThatWasToComeSooner() {
		try (ScalingExecutor lanes = new ScalingExecutor(
				(id) -> (this.steps.incrementAndGet() < 3) ? Optional.of(Duration.ofMillis(1)) : Optional.empty(),
				Duration.ofHours(1), new SystemTicks())) {
			lanes.wake(APPLICATION);
			await().until(() -> {
				lanes.wake(APPLICATION);
				return this.steps.get() == 3;
			});
		}
	}

	@Test
	void aLaneThatComesBackByItselfIsNotWokenForAnIdleOnesSake() {
		try (ScalingExecutor lanes = new ScalingExecutor(
				(id) -> (this.steps.incrementAndGet() < 2) ? Optional.of(Duration.ofHours(1)) : Optional.empty(), PAUSE,
				new SystemTicks())) {
			lanes.wakeIfIdle(APPLICATION);
			await().until(() -> this.steps.get() == 1);
			await().during(PAUSE.multipliedBy(5)).until(() -> {
				lanes.wakeIfIdle(APPLICATION);
				return this.steps.get() == 1;
			});
			lanes.wake(APPLICATION);
			await().until(() -> this.steps.get() == 2);
			await().until(() -> {
				lanes.wakeIfIdle(APPLICATION);
				return this.steps.get() >= 3;
			});
		}
	}

}
