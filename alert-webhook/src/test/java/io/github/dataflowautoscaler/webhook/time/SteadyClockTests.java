package io.github.dataflowautoscaler.webhook.time;

import java.time.Duration;
import java.time.Instant;

import io.github.dataflowautoscaler.webhook.SettableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SteadyClock}.
 */
class SteadyClockTests {

	private static final Instant BEGIN = Instant.parse("2026-10-25T00:59:00Z");

	private Duration elapsed = Duration.ZERO;

	private final SettableClock system = new SettableClock(() -> BEGIN.plus(this.elapsed));

	private final SteadyClock clock = new SteadyClock(this.system, () -> this.elapsed.toNanos());

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "-PT1H", "PT2S", "-PT2S", "PT24H", "-PT24H" })
	@DisplayName("case 50: a minute stays a minute, give or take six seconds, when the system's clock jumps")
	void jump(Duration jump) {
		Instant begin = this.clock.instant();
		this.system.set(jump);
		pass(Duration.ofMinutes(1));
		assertThat(Duration.between(begin, this.clock.instant())).isBetween(Duration.ofSeconds(54),
				Duration.ofSeconds(66));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "-PT1H" })
	@DisplayName("case 50: what the clock is behind or ahead is made up for within ten times as long, step by step")
	void catchUp(Duration jump) {
		this.system.set(jump);
		Instant before = this.clock.instant();
		for (int minute = 0; minute < 600; minute++) {
			assertThat(this.clock.instant()).isNotEqualTo(this.system.instant());
			pass(Duration.ofMinutes(1));
			assertThat(this.clock.instant()).isAfter(before);
			before = this.clock.instant();
		}
		assertThat(this.clock.instant()).isEqualTo(this.system.instant());
	}

	@Test
	void withoutAJumpItIsTheSystemsTime() {
		pass(Duration.ofDays(3));
		assertThat(this.clock.instant()).isEqualTo(this.system.instant());
		this.system.set(Duration.ofMillis(-90));
		pass(Duration.ofSeconds(1));
		assertThat(this.clock.instant()).isEqualTo(this.system.instant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "P2D", "-P2D" })
	void aJumpOfMoreThanADayIsFollowedAtOnce(Duration jump) {
		this.system.set(jump);
		assertThat(this.clock.instant()).isEqualTo(this.system.instant());
	}

	private void pass(Duration time) {
		this.elapsed = this.elapsed.plus(time);
	}

}
