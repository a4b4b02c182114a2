package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.schedule.DatedTimes;
import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bounds}, as part of each decision.
 */
class BoundsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	@ParameterizedTest(name = "{0}, {1} of at least 3, proposed {2}: {3}")
	@CsvSource({ "OUT, 1, 2, 3, BELOW_MINIMUM", "IN, 2, 2, 3, BELOW_MINIMUM", "OUT, 2, 3, 3, BELOW_MINIMUM",
			"OUT, 2, 4, 4, SCALE_OUT", "IN, 3, 3, 3, SCALE_OUT", "OUT, 4, 4, 4, SCALE_OUT", "IN, 4, 3, 3, SCALE_OUT" })
	@DisplayName("fewer instances than the minimum become as many, if the load needs no more")
	void minimum(Direction direction, int from, int proposed, int to, Reason reason) {
		Decision decision = decide(situation(direction, from, null, Changes.NONE), proposed);
		assertThat(decision).returns(to, Decision::to).returns(reason, Decision::reason);
	}

	@Test
	@DisplayName("after instances have crashed, the minimum waits as other scale-outs do")
	void afterCrashes() {
		Changes crashed = new Changes(List.of(new Change(NOW.minusSeconds(120), 2, 4, Kind.FAILED),
				new Change(NOW.minusSeconds(90), 4, 2, Kind.TAKEN_BACK)));
		Decision decision = decide(situation(Direction.OUT, 2, null, crashed), 3);
		assertThat(decision).returns(2, Decision::to).returns(Reason.COOLDOWN, Decision::reason);
	}

	@ParameterizedTest(name = "scaleIn {0}, from 6, proposed {1}: {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "false | 5 | 6 | NO_SCALE_IN | No scale-in now. why; by the window 'w'",
					"true | 5 | 5 | SCALE_OUT | why; by the window 'w'",
					"false | 7 | 7 | SCALE_OUT | why; by the window 'w'",
					"false | 6 | 6 | SCALE_OUT | why; by the window 'w'" })
	@DisplayName("a window may allow no scale-in, and is named")
	void scaleIn(boolean scaleIn, int proposed, int to, Reason reason, String explanation) {
		Window window = new Window("w", new DatedTimes(LocalDateTime.MIN, LocalDateTime.MAX, ZoneOffset.UTC), null,
				null, null, scaleIn, false);
		Decision decision = decide(situation(Direction.OUT, 6, window, Changes.NONE), proposed);
		assertThat(decision).returns(to, Decision::to)
			.returns(reason, Decision::reason)
			.returns(explanation, Decision::explanation);
	}

	private static Decision decide(Situation situation, int proposed) {
		return ScalingCycle.decide(situation,
				() -> new Decision(situation.state().instances(), proposed, proposed, Reason.SCALE_OUT, "why"));
	}

	private static Situation situation(Direction direction, int instances, Window window, Changes changes) {
		Policy policy = new PolicySettings(3, 9, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null)
			.toPolicy();
		return new Situation(new InForce(policy, window), direction,
				new ApplicationState(State.DEPLOYED, instances, instances, "v1"), changes, NOW);
	}

}
