package io.github.dataflowautoscaler.webhook.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PolicySettings} and {@link Policy}.
 */
class PolicySettingsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	@Test
	void everythingButTheMaximumHasADefault() {
		Policy policy = new PolicySettings(null, 4, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null)
			.toPolicy();
		assertThat(PolicySettings.of(Strategy.RATE, 4).toPolicy()).isEqualTo(policy);
		assertThat(policy).isEqualTo(new Policy(1, 4, Strategy.RATE, null, null, null, TargetUtilization.of(0.85),
				Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(2), Foresight.OFF, false, null,
				List.of(), Membership.DEFAULT));
		assertThat(PolicySettings.of(policy, NOW).toPolicy()).isEqualTo(policy);
	}

	@Test
	void aPauseIsInForceUntilItsEnd() {
		Policy paused = paused(true, NOW.plusSeconds(1)).toPolicy();
		assertThat(paused.pauseAt(NOW)).isEqualTo(paused.pause());
		assertThat(paused.pauseAt(NOW.plusSeconds(1))).isNull();
		assertThat(PolicySettings.of(paused, NOW)).returns(true, PolicySettings::paused)
			.returns(NOW.plusSeconds(1), PolicySettings::pausedUntil);
		assertThat(PolicySettings.of(paused, NOW.plusSeconds(1))).returns(false, PolicySettings::paused)
			.returns(null, PolicySettings::pausedUntil);
		assertThat(paused.withPause(null)).isEqualTo(paused(false, null).toPolicy());
		assertThat(paused.withPause(null).withPause(paused.pause())).isEqualTo(paused);
		assertThat(paused(true, null).toPolicy().pauseAt(Instant.MAX)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(paused(null, NOW)::toPolicy)
			.withMessage("pausedUntil is 2026-11-22T12:00:00Z, but paused is not true");
	}

	private static PolicySettings paused(Boolean paused, Instant until) {
		return new PolicySettings(null, 4, null, null, null, null, null, null, null, null, null, null, paused, until,
				null, null, null, null);
	}

	@Test
	void aMissingMaximumIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PolicySettings(1, null, null, null, null, null, null, null, null, null, null, null,
					null, null, null, null, null, null)
				.toPolicy())
			.withMessage("maxInstances is missing");
	}

	@Test
	void aForesightThatThereIsNotIsNamed() {
		PolicySettings settings = new PolicySettings(1, 4, null, null, null, null, null, null, null, null, "maybe",
				null, null, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(settings::toPolicy)
			.withMessage("foresight is 'maybe'; it must be off, advise or on");
		assertThat(Foresight.of("Advise")).isEqualTo(Foresight.ADVISE).hasToString("advise");
		assertThat(Foresight.of("true")).as("on, as YAML reads it").isEqualTo(Foresight.ON).hasToString("on");
		assertThat(Foresight.of("False")).as("off, as YAML reads it").isEqualTo(Foresight.OFF).hasToString("off");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			0,  4,  ,      1, 1, ,      ,     ,      "minInstances is 0"
			-1, 4,  ,      1, 1, ,      ,     ,      "minInstances is -1"
			5,  4,  ,      1, 1, ,      ,     ,      "maxInstances is 4, which is below minInstances 5"
			1,  10001,  ,  1, 1, ,      ,     ,      "maxInstances is 10001"
			1,  4,  magic, 1, 1, ,      ,     ,      "strategy is 'magic'; it must be rate or step"
			1,  4,  ,      0, 1, ,      ,     ,      "scaleOutBy is 0"
			1,  4,  ,      1, 0, ,      ,     ,      "scaleInBy is 0"
			1,  4,  ,      1, 1, 0,     ,     ,      "scaleOutThreshold is 0.0"
			1,  4,  ,      1, 1, NaN,   ,     ,      "scaleOutThreshold is NaN"
			1,  4,  ,      1, 1, ,      0,    ,      "targetUtilization is 0.0"
			1,  4,  ,      1, 1, ,      1.01, ,      "targetUtilization is 1.01"
			1,  4,  ,      1, 1, ,      NaN,  ,      "targetUtilization is NaN"
			1,  4,  ,      1, 1, ,      ,     -PT1S, "scaleOutCooldown is -1s"
			1,  4,  ,      1, 1, ,      ,     P2D,   "scaleOutCooldown is 48h"
			""")
	void anOffendingValueIsNamed(Integer min, Integer max, String strategy, Integer outBy, Integer inBy,
			Double threshold, TargetUtilization utilization, Duration cooldown, String message) {
		PolicySettings settings = new PolicySettings(min, max, strategy, outBy, inBy, threshold, utilization, null,
				cooldown, null, null, null, null, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(settings::toPolicy).withMessageContaining(message);
	}

	@Test
	void aTargetUtilizationIsWrittenAsItIsRead() {
		assertThat(TargetUtilization.valueOf("auto")).hasToString("auto").returns(null, TargetUtilization::share);
		assertThat(TargetUtilization.valueOf("0.9")).hasToString("0.9").isEqualTo(TargetUtilization.of(0.9));
		assertThatIllegalArgumentException().isThrownBy(() -> TargetUtilization.valueOf("Auto"));
	}

	@Test
	void theBoundsThemselvesAreAccepted() {
		Policy largest = new PolicySettings(10_000, 10_000, "STEP", 10_000, 10_000, 0.001, TargetUtilization.of(1.0),
				Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), null, true, true, null, null, null, null,
				null)
			.toPolicy();
		assertThat(PolicySettings.of(largest, NOW).toPolicy()).isEqualTo(largest);
		Policy smallest = new PolicySettings(1, 1, "rate", 1, 1, null, TargetUtilization.of(0.01), Duration.ofMillis(1),
				Duration.ZERO, Duration.ZERO, null, false, false, null, null, null, null, null)
			.toPolicy();
		assertThat(PolicySettings.of(smallest, NOW).toPolicy()).isEqualTo(smallest);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT0S, catchUp is 0s; it must be above 0s and at most 24h",
			"-PT1S, PT0S, catchUp is -1s; it must be above 0s and at most 24h",
			"PT24H1S, PT0S, catchUp is 24h1s; it must be above 0s and at most 24h",
			"PT1S, -PT1S, scaleInWindow is -1s; it must be from 0s to 24h",
			"PT1S, PT24H1S, scaleInWindow is 24h1s; it must be from 0s to 24h" })
	@DisplayName("case 51: a duration out of range is refused by name")
	void durations(Duration catchUp, Duration window, String message) {
		PolicySettings settings = new PolicySettings(1, 4, null, null, null, null, null, catchUp, null, window, null,
				null, null, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(settings::toPolicy).withMessage(message);
	}

	@Test
	void aStepByHandWaitsForNothingAndStaysInTheBounds() {
		Policy policy = new PolicySettings(2, 9, "rate", 4, 5, null, null, null, null, null, null, true, null, null,
				null, null, null, null)
			.toPolicy();
		assertThat(policy.withStep(3)).isEqualTo(new PolicySettings(2, 9, "step", 3, 3, null, null, null, Duration.ZERO,
				Duration.ZERO, null, true, null, null, null, null, null, null)
			.toPolicy());
	}

	@ParameterizedTest
	@CsvSource({ "10001, 1, scaleOutBy is 10001; it must be from 1 to 10000",
			"1, 10001, scaleInBy is 10001; it must be from 1 to 10000" })
	@DisplayName("case 51: a step out of range is refused by name")
	void steps(Integer out, Integer in, String message) {
		PolicySettings settings = new PolicySettings(1, 4, null, out, in, null, null, null, null, null, null, null,
				null, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(settings::toPolicy).withMessage(message);
	}

}
