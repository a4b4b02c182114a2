package io.github.dataflowautoscaler.streamapps.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private final AtomicLong nanos = new AtomicLong(-5);

	@Test
	void sendsOneMessagePerDelay() {
		Pace pace = new Pace(Duration.ofMillis(40), Duration.ZERO, this.nanos::get);
		assertThat(takeAll(pace)).isOne();
		pass(Duration.ofMillis(39));
		assertThat(takeAll(pace)).isZero();
		pass(Duration.ofMillis(1));
		assertThat(takeAll(pace)).isOne();
	}

	@Test
	void waitsForTheFirstDelay() {
		Pace pace = new Pace(Duration.ofMillis(1), Duration.ofMillis(10), this.nanos::get);
		assertThat(takeAll(pace)).isZero();
		assertThat(pace.untilDue()).isEqualTo(Duration.ofMillis(10));
		pass(Duration.ofMillis(10));
		assertThat(takeAll(pace)).isOne();
	}

	@Test
	void keepsTheAverageWithACoarseTimer() {
		Pace pace = new Pace(Duration.ofNanos(33_333), Duration.ZERO, this.nanos::get);
		int taken = 0;
		for (int tick = 0; tick < 1000; tick++) {
			taken += takeAll(pace);
			pass(Duration.ofMillis(10));
		}
		assertThat(taken).isBetween(299_690, 300_010);
	}

	@Test
	void makesUpForAtMostASecond() {
		Pace pace = new Pace(Duration.ofMillis(40), Duration.ZERO, this.nanos::get);
		pass(Duration.ofHours(1));
		assertThat(takeAll(pace)).isEqualTo(26);
	}

	@Test
	void keepsTheRhythmOfADelayOverASecondWhenLate() {
		Pace pace = new Pace(Duration.ofMinutes(1), Duration.ZERO, this.nanos::get);
		pass(Duration.ofSeconds(90));
		assertThat(takeAll(pace)).isOne();
		pass(Duration.ofSeconds(30));
		assertThat(takeAll(pace)).isOne();
		pass(Duration.ofSeconds(59));
		assertThat(takeAll(pace)).isZero();
	}

	@Test
	void pausesForAMillisecondOrMoreUnlessAMessageIsDue() {
		Pace pace = new Pace(Duration.ofNanos(10_000), Duration.ZERO, this.nanos::get);
		takeAll(pace);
		assertThat(pace.untilDue()).isEqualTo(Duration.ofMillis(1));
		pass(Duration.ofMillis(1));
		assertThat(pace.untilDue()).isZero();
	}

	private int takeAll(Pace pace) {
		int taken = 0;
		while (pace.takeDue()) {
			taken++;
		}
		return taken;
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
