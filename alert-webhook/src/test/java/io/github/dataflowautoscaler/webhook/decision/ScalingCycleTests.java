package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScalingCycle}: an application that sends two messages for each one is
 * busy for half of its time with ten a second, and 25 a second arrive.
 */
class ScalingCycleTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Memory KNOWN = new Memory("v7", Capacity.learned(30.0), Duration.ofSeconds(30), List.of(),
			null, null, Headroom.UNKNOWN);

	private static final Observation OVERLOADED = observation(25, 0);

	@Test
	@DisplayName("case 43: a scale-out begins a trial, and is announced to the readers")
	void out() {
		Result result = run(Strategy.RATE, Direction.OUT, Changes.NONE, inputs(KNOWN, true));
		assertThat(result.decision()).returns(Reason.SCALE_OUT, Decision::reason).returns(2, Decision::to);
		assertThat(result.trial()).isEqualTo(new Trial(1, 2, 10));
		assertThat(result.announcements())
			.containsExactly(new Announcement(LOG, "v7", new Expectation(20 + 50 - 20, NOW.plusSeconds(120))));
		assertThat(result.assessment()).isNotNull()
			.satisfies((assessment) -> assertThat(assessment.required()).isEqualTo(2));
	}

	@Test
	@DisplayName("case 43: only direct readers are told; each tells its own readers")
	void notDirect() {
		assertThat(run(Strategy.RATE, Direction.OUT, Changes.NONE, inputs(KNOWN, false)).announcements()).isEmpty();
	}

	@Test
	@DisplayName("case 43: a decision to do nothing begins no trial, and is not announced")
	void held() {
		Changes changes = new Changes(List.of(new Change(NOW.minusSeconds(10), 2, 1),
				new Change(NOW.minusSeconds(5), 1, 2), new Change(NOW.minusSeconds(4), 2, 1)));
		Result result = run(Strategy.RATE, Direction.OUT, changes, inputs(KNOWN, true));
		assertThat(result.decision().reason()).isEqualTo(Reason.COOLDOWN);
		assertThat(result.assessment()).isNotNull();
		assertThat(result).returns(null, Result::trial).returns(List.of(), Result::announcements);
	}

	@Test
	void aStepNeedsNoMeasurements() {
		Result result = run(Strategy.STEP, Direction.OUT, Changes.NONE, inputs(KNOWN, true));
		assertThat(result.decision()).returns(Reason.SCALE_OUT, Decision::reason).returns(2, Decision::to);
		assertThat(result).returns(null, Result::assessment)
			.returns(null, Result::trial)
			.returns(List.of(), Result::announcements);
	}

	@Test
	@DisplayName("case 44: a scale-out that did not help is not repeated, and does not change a scale-in")
	void verdict() {
		Memory tried = Memory.empty("v1").trying(new Trial(1, 4, 10));
		Changes changes = new Changes(List.of(new Change(NOW.minusSeconds(300), 1, 4)));
		Inputs inputs = new Inputs(OVERLOADED, tried, Map.of());
		assertThat(run(Strategy.RATE, Direction.OUT, changes, inputs).decision().reason())
			.isEqualTo(Reason.INEFFECTIVE);
		Decision in = run(Strategy.RATE, Direction.IN, changes, inputs).decision();
		assertThat(in)
			.isEqualTo(run(Strategy.RATE, Direction.IN, changes, new Inputs(OVERLOADED, Memory.empty("v1"), Map.of()))
				.decision());
	}

	@Test
	void theOtherDirectionIsTheSameSituationOtherwise() {
		Situation situation = situation(Strategy.RATE, Direction.OUT, Changes.NONE);
		assertThat(situation.with(Direction.IN)).isEqualTo(situation(Strategy.RATE, Direction.IN, Changes.NONE));
	}

	@Test
	void aWitnessIsKnownByItsNumber() {
		for (Witness witness : Witness.values()) {
			assertThat(Witness.of(witness.ordinal() + 1)).contains(witness);
		}
		assertThat(Witness.of(7)).isEmpty();
		assertThat(Witness.of(Double.NaN)).isEmpty();
	}

	private static Result run(Strategy strategy, Direction direction, Changes changes, Inputs inputs) {
		return ScalingCycle.run(situation(strategy, direction, changes), inputs);
	}

	private static Situation situation(Strategy strategy, Direction direction, Changes changes) {
		return new Situation(PolicySettings.of(strategy, 10).toPolicy(), direction,
				new ApplicationState(State.DEPLOYED, 1, 1, "v1"), changes, NOW);
	}

	private static Inputs inputs(Memory log, boolean direct) {
		return new Inputs(OVERLOADED, Memory.empty("v1"), Map.of(LOG, new Downstream(observation(20, 0), log, direct)));
	}

	private static Observation observation(double arrival, double lag) {
		return Measured.nothing()
			.arrival(arrival)
			.trends(0, 0)
			.input(10)
			.output(20)
			.busy(0.5)
			.lag(lag)
			.lagTrend(0)
			.instances(1)
			.consumers(1)
			.partitions(12)
			.observation();
	}

}
