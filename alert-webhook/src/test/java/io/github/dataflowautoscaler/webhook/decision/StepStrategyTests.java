package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StepStrategy}.
 */
class StepStrategyTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	@ParameterizedTest(name = "{0} from {1}, by {2}, inside {3}..{4}: wants {5}, goes to {6} ({7})")
	@CsvSource({ "OUT, 1, 3, 1, 4, 4, 4, SCALE_OUT", "OUT, 2, 3, 1, 4, 5, 4, SCALE_OUT",
			"OUT, 4, 3, 1, 4, 7, 4, AT_MAXIMUM", "OUT, 6, 1, 1, 4, 7, 6, AT_MAXIMUM",
			"OUT, 1, 1, 5, 9, 5, 5, BELOW_MINIMUM", "IN, 4, 3, 1, 4, 1, 1, SCALE_IN", "IN, 3, 3, 1, 4, 0, 1, SCALE_IN",
			"IN, 1, 1, 1, 4, 0, 1, AT_MINIMUM", "IN, 9, 1, 1, 4, 8, 8, SCALE_IN", "IN, 2, 1, 3, 4, 1, 3, BELOW_MINIMUM",
			"OUT, 0, 1, 2, 4, 2, 2, NO_INSTANCES", "IN, 0, 1, 2, 4, 2, 2, NO_INSTANCES" })
	void goesOneStepInsideTheBounds(Direction direction, int from, int by, int min, int max, int required, int to,
			Reason reason) {
		Decision decision = decide(new Situation(policy(min, max, by), direction, deployed(from), Changes.NONE, NOW));
		assertThat(decision).returns(from, Decision::from)
			.returns(required, Decision::required)
			.returns(to, Decision::to)
			.returns(reason, Decision::reason)
			.returns(from != to, Decision::scales);
	}

	@ParameterizedTest(name = "{0} from {1}, by {2}: {3}")
	@CsvSource(quoteCharacter = '"', textBlock = """
			OUT, 1, 2, "One step out by 2"
			OUT, 1, 8, "One step out; required 9, limited to 4 by the policy"
			OUT, 4, 3, "7 instances are required, but 4 is at the maximum of 4"
			IN,  4, 2, "One step in by 2"
			IN,  4, 9, "One step in; required 0, limited to 1 by the policy"
			IN,  1, 1, "0 instances are required, but 1 is at the minimum of 1"
			OUT, 0, 1, "No instance is left; back to the minimum of 1"
			""")
	void theExplanationTellsWhatIsRequired(Direction direction, int from, int by, String explanation) {
		Decision decision = decide(new Situation(policy(1, 4, by), direction, deployed(from), Changes.NONE, NOW));
		assertThat(decision.explanation()).isEqualTo(explanation);
	}

	@ParameterizedTest(name = "{0}, last scale-out {1} s ago, last change {2} s ago: {3}")
	@CsvSource({ "OUT, 29, 29, COOLDOWN", "OUT, 30, 30, SCALE_OUT", "OUT, , 1, SCALE_OUT", "OUT, 300, 1, SCALE_OUT",
			"IN, 1, 1, COOLDOWN", "IN, , 119, COOLDOWN", "IN, 119, 119, COOLDOWN", "IN, 120, 120, SCALE_IN" })
	@DisplayName("case 2: a step is not repeated inside the cooldown, and no scale-in follows any change too soon")
	void cooldown(Direction direction, Long lastScaleOut, long lastChange, Reason reason) {
		List<Change> changes = new ArrayList<>();
		if (lastScaleOut != null) {
			changes.add(new Change(NOW.minusSeconds(lastScaleOut), 1, 4));
		}
		if (lastScaleOut == null || lastChange < lastScaleOut) {
			changes.add(new Change(NOW.minusSeconds(lastChange), 5, 4));
		}
		Decision decision = decide(new Situation(policy(1, 9, 1), direction, deployed(4), new Changes(changes), NOW));
		assertThat(decision.reason()).isEqualTo(reason);
	}

	@Test
	void theTimeLeftIsRoundedUp() {
		Changes changes = new Changes(List.of(new Change(NOW.minus(Duration.ofMillis(29_001)), 1, 4)));
		Decision decision = decide(new Situation(policy(1, 9, 1), Direction.OUT, deployed(4), changes, NOW));
		assertThat(decision.explanation()).endsWith("for 1 s");
	}

	@ParameterizedTest
	@EnumSource(names = { "DEPLOYED" }, mode = EnumSource.Mode.EXCLUDE)
	@DisplayName("case 19: what is not deployed is held")
	void notDeployed(State state) {
		Decision decision = decide(new Situation(policy(1, 9, 1), Direction.OUT,
				new ApplicationState(state, 3, 1, "v1"), Changes.NONE, NOW));
		assertThat(decision.scales()).isFalse();
		assertThat(decision.explanation()).contains(state.predicate());
	}

	@ParameterizedTest(name = "1 of 3 instances are up, the application {0}")
	@CsvSource({ "PARTIAL, is only partially deployed", "FAILED, has failed", "DEPLOYING, is still being deployed" })
	@DisplayName("case 32: instances that crash hold what is asked for in either direction, and the reason counts them")
	void crashed(State state, String predicate) {
		for (Direction direction : Direction.values()) {
			Decision decision = decide(new Situation(policy(1, 9, 1), direction,
					new ApplicationState(state, 3, 1, "v1"), Changes.NONE, NOW));
			assertThat(decision).isEqualTo(Decision.hold(3, 3, Reason.NOT_DEPLOYED,
					"The application %s (1 of 3 instances are up); it is scaled when all of them are"
						.formatted(predicate)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "NO_SUCH_STREAM, The application belongs to a stream that does not exist",
			"NO_SUCH_APPLICATION, The application does not exist in the stream's definition",
			"NO_SUCH_SERVICE, The application does not exist as a service" })
	@DisplayName("case 17: the policy of what does not exist is orphaned")
	void orphaned(State state, String explanation) {
		Decision decision = decide(
				new Situation(policy(1, 9, 1), Direction.OUT, ApplicationState.absent(state), Changes.NONE, NOW));
		assertThat(decision).isEqualTo(Decision.hold(0, 0, Reason.ORPHANED, explanation));
	}

	@ParameterizedTest
	@EnumSource
	void aServiceWithoutANumberOfReplicasIsNotScaled(Direction direction) {
		Decision decision = decide(new Situation(policy(1, 9, 1), direction,
				new ApplicationState(State.NOT_REPLICATED, 3, 3, "v1"), Changes.NONE, NOW));
		assertThat(decision).isEqualTo(Decision.hold(3, 3, Reason.INEFFECTIVE,
				"The application is a service without a number of replicas (a global one, or a job), so it can't be scaled"));
	}

	@ParameterizedTest
	@EnumSource
	void aPausedPolicyHolds(Direction direction) {
		Instant until = NOW.plusSeconds(1);
		Policy paused = new PolicySettings(null, 9, null, null, null, null, null, null, null, null, null, null, true,
				until, null, null, null, null)
			.toPolicy();
		Decision decision = decide(new Situation(paused, direction, deployed(4), Changes.NONE, NOW));
		assertThat(decision.reason()).isEqualTo(Reason.PAUSED);
		assertThat(decision.scales()).isFalse();
		assertThat(decision.explanation()).isEqualTo("The policy is paused until " + until);
		Situation resumed = new Situation(paused.withPause(null), direction, deployed(4), Changes.NONE, NOW);
		assertThat(decide(resumed).scales()).isTrue();
	}

	private static ApplicationState deployed(int instances) {
		return new ApplicationState(State.DEPLOYED, instances, instances, "v1");
	}

	private static Decision decide(Situation situation) {
		return ScalingCycle.decide(situation, () -> StepStrategy.decide(situation));
	}

	private static Policy policy(int min, int max, int by) {
		return new PolicySettings(min, max, "step", by, by, null, null, null, null, null, null, null, null, null, null,
				null, null, null)
			.toPolicy();
	}

}
