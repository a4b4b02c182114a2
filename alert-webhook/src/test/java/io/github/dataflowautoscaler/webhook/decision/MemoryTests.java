package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Memory.Wish;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Memory}.
 */
class MemoryTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final Duration WINDOW = Duration.ofMinutes(2);

	private static final Expectation EXPECTATION = new Expectation(60, NOW.plusSeconds(60));

	private static final Memory FULL = new Memory("v1", 10.0, Duration.ofSeconds(30), List.of(wish(60, 3)), EXPECTATION,
			null);

	@Test
	void aStartTimeMovesHalfwayToEachMeasurement() {
		assertThat(FULL.started(Duration.ofSeconds(50)))
			.isEqualTo(new Memory("v1", 10.0, Duration.ofSeconds(40), FULL.wishes(), EXPECTATION, null));
		assertThat(FULL.started(Duration.ofSeconds(10)).startTime()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	@DisplayName("case 28: another version is another application")
	void version() {
		assertThat(FULL.of("v1")).isSameAs(FULL);
		assertThat(FULL.of("v2")).isEqualTo(new Memory("v2", null, Memory.TYPICAL_START_TIME, List.of(), null, null));
	}

	@Test
	void whatAnotherReplicaLearnedOfTheSameVersionIsTakenOver() {
		Memory learned = new Memory("v1", 12.0, Duration.ofSeconds(17), List.of(), null, null);
		assertThat(FULL.learning(learned))
			.isEqualTo(new Memory("v1", 12.0, Duration.ofSeconds(17), FULL.wishes(), EXPECTATION, null));
		assertThat(FULL.learning(Memory.empty("v2"))).isSameAs(FULL);
	}

	@Test
	void theWishInForceWhenTheWindowBeganIsTheOldestOneKept() {
		Memory memory = Memory.empty("v1");
		for (Wish wish : List.of(wish(180, 9), wish(130, 5), wish(60, 2))) {
			memory = memory.wished(wish, WINDOW, 10.0);
		}
		memory = memory.wished(wish(0, 1), WINDOW, 12.0);
		assertThat(memory.wishes()).containsExactly(wish(130, 5), wish(60, 2), wish(0, 1));
		assertThat(memory.capacity()).isEqualTo(12);
		assertThat(memory.highestWish(WINDOW, NOW)).hasValue(5);
		assertThat(memory.highestWish(Duration.ofSeconds(61), NOW)).hasValue(5);
		assertThat(memory.highestWish(Duration.ofSeconds(60), NOW)).hasValue(2);
		assertThat(memory.highestWish(Duration.ZERO, NOW)).hasValue(1);
	}

	@Test
	void aWishAtTheVeryBeginningOfTheWindowIsTheOneInForce() {
		Memory memory = Memory.empty("v1");
		for (Wish wish : List.of(wish(130, 5), wish(120, 2), wish(0, 1))) {
			memory = memory.wished(wish, WINDOW, null);
		}
		assertThat(memory.wishes()).containsExactly(wish(120, 2), wish(0, 1));
		assertThat(memory.highestWish(WINDOW, NOW)).hasValue(2);
	}

	@Test
	void aWindowThatIsKnownInPartHasNoHighestWish() {
		assertThat(FULL.highestWish(WINDOW, NOW)).isEmpty();
		assertThat(FULL.highestWish(Duration.ofSeconds(60), NOW)).hasValue(3);
		assertThat(Memory.empty("v1").highestWish(Duration.ZERO, NOW)).isEmpty();
	}

	@Test
	void withoutItsWishesTheRestStays() {
		assertThat(FULL.withoutWishes())
			.isEqualTo(new Memory("v1", 10.0, Duration.ofSeconds(30), List.of(), EXPECTATION, null));
	}

	@Test
	void anExpectationEnds() {
		assertThat(FULL.expectedArrival(NOW.plusSeconds(59))).isEqualTo(60);
		assertThat(FULL.expectedArrival(NOW.plusSeconds(60))).isZero();
		assertThat(Memory.empty("v1").expectedArrival(NOW)).isZero();
	}

	private static Wish wish(long secondsAgo, int instances) {
		return new Wish(NOW.minusSeconds(secondsAgo), instances);
	}

}
