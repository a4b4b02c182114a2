package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Memory.Recommendation;
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

	private static final Memory FULL = new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30),
			List.of(recommendation(60, 3)), EXPECTATION, null, Headroom.UNKNOWN);

	private static final Headroom STEADY = new Headroom(Collections.nCopies(19, 3600.0), null);

	@Test
	void aStartTimeMovesHalfwayToEachMeasurement() {
		assertThat(FULL.started(Duration.ofSeconds(50))).isEqualTo(new Memory("v1", Capacity.learned(10.0),
				Duration.ofSeconds(40), FULL.recommendations(), EXPECTATION, null, Headroom.UNKNOWN));
		assertThat(FULL.started(Duration.ofSeconds(10)).startTime()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	@DisplayName("case 28: another version is another application")
	void version() {
		assertThat(FULL.of("v1")).isSameAs(FULL);
		assertThat(FULL.of("v2")).isEqualTo(
				new Memory("v2", Capacity.UNKNOWN, Memory.TYPICAL_START_TIME, List.of(), null, null, Headroom.UNKNOWN));
	}

	@Test
	void whatAnotherReplicaLearnedOfTheSameVersionIsTakenOver() {
		Memory learned = new Memory("v1", Capacity.learned(12.0), Duration.ofSeconds(17), List.of(), null, null,
				Headroom.UNKNOWN);
		assertThat(FULL.learning(learned)).isEqualTo(new Memory("v1", Capacity.learned(12.0), Duration.ofSeconds(17),
				FULL.recommendations(), EXPECTATION, null, Headroom.UNKNOWN));
		assertThat(FULL.learning(Memory.empty("v2"))).isSameAs(FULL);
	}

	@Test
	void howTheLoadSurprisesIsTheSameForEveryVersion() {
		Memory seen = FULL.with(STEADY);
		assertThat(seen.of("v2").headroom()).isEqualTo(STEADY);
		assertThat(FULL.assessed(seen).headroom()).isEqualTo(STEADY);
		assertThat(FULL.learning(seen).headroom()).isEqualTo(STEADY);
		assertThat(seen.learning(FULL).headroom()).isEqualTo(STEADY);
		assertThat(List.of(seen.started(Duration.ofSeconds(9)), seen.expecting(EXPECTATION), seen.trying(null),
				seen.withoutRecommendations(), seen.recommended(recommendation(0, 1), WINDOW, Capacity.UNKNOWN)))
			.extracting(Memory::headroom)
			.containsOnly(STEADY);
	}

	@Test
	void whatAnotherReplicaCouldNotMeasureLeavesWhatIsKnown() {
		assertThat(FULL.learning(Memory.empty("v1")).capacity()).isEqualTo(FULL.capacity());
	}

	@Test
	void whatAnAssessmentMadeOfItLeavesWhatOthersHaveNotedSince() {
		Memory assessed = new Memory("v1", Capacity.learned(14.0), Duration.ofSeconds(99),
				List.of(recommendation(0, 4)), null, null, Headroom.UNKNOWN);
		Trial trial = new Trial(1, 3, 10);
		assertThat(FULL.trying(trial).assessed(assessed)).isEqualTo(new Memory("v1", Capacity.learned(14.0),
				Duration.ofSeconds(30), List.of(recommendation(0, 4)), EXPECTATION, trial, Headroom.UNKNOWN));
		Memory other = Memory.empty("v2");
		assertThat(FULL.assessed(other)).isSameAs(other);
		assertThat(FULL.trying(trial).trying(null)).isEqualTo(FULL);
	}

	@Test
	void theRecommendationInForceWhenTheWindowBeganIsTheOldestOneKept() {
		Memory memory = Memory.empty("v1");
		for (Recommendation recommendation : List.of(recommendation(180, 9), recommendation(130, 5),
				recommendation(60, 2))) {
			memory = memory.recommended(recommendation, WINDOW, Capacity.learned(10.0));
		}
		memory = memory.recommended(recommendation(0, 1), WINDOW, Capacity.learned(12.0));
		assertThat(memory.recommendations()).containsExactly(recommendation(130, 5), recommendation(60, 2),
				recommendation(0, 1));
		assertThat(memory.capacity()).isEqualTo(Capacity.learned(12.0));
		assertThat(memory.highestRecommendation(WINDOW, NOW)).hasValue(5);
		assertThat(memory.highestRecommendation(Duration.ofSeconds(61), NOW)).hasValue(5);
		assertThat(memory.highestRecommendation(Duration.ofSeconds(60), NOW)).hasValue(2);
		assertThat(memory.highestRecommendation(Duration.ZERO, NOW)).hasValue(1);
	}

	@Test
	void aWishAtTheVeryBeginningOfTheWindowIsTheOneInForce() {
		Memory memory = Memory.empty("v1");
		for (Recommendation recommendation : List.of(recommendation(130, 5), recommendation(120, 2),
				recommendation(0, 1))) {
			memory = memory.recommended(recommendation, WINDOW, null);
		}
		assertThat(memory.recommendations()).containsExactly(recommendation(120, 2), recommendation(0, 1));
		assertThat(memory.highestRecommendation(WINDOW, NOW)).hasValue(2);
	}

	@Test
	void aWindowThatIsKnownInPartHasNoHighestRecommendation() {
		assertThat(FULL.highestRecommendation(WINDOW, NOW)).isEmpty();
		assertThat(FULL.highestRecommendation(Duration.ofSeconds(60), NOW)).hasValue(3);
		assertThat(Memory.empty("v1").highestRecommendation(Duration.ZERO, NOW)).isEmpty();
	}

	@Test
	void withoutItsRecommendationsTheRestStays() {
		assertThat(FULL.withoutRecommendations()).isEqualTo(new Memory("v1", Capacity.learned(10.0),
				Duration.ofSeconds(30), List.of(), EXPECTATION, null, Headroom.UNKNOWN));
	}

	@Test
	void anExpectationEnds() {
		assertThat(FULL.expectedArrival(NOW.plusSeconds(59))).isEqualTo(60);
		assertThat(FULL.expectedArrival(NOW.plusSeconds(60))).isZero();
		assertThat(Memory.empty("v1").expectedArrival(NOW)).isZero();
	}

	private static Recommendation recommendation(long secondsAgo, int instances) {
		return new Recommendation(NOW.minusSeconds(secondsAgo), instances);
	}

}
