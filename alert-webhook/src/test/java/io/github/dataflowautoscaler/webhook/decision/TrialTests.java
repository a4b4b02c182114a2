package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Trial}.
 */
class TrialTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final long VISIBLE = 180;

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Policy POLICY = PolicySettings.of(Strategy.RATE, 10).toPolicy();

	private static final Trial TRIAL = new Trial(1, 3, 10);

	@ParameterizedTest(name = "from 10 to {0} msg/s of {1} that arrive, after {2} s: verdict {3}")
	@CsvSource({ "10, 30, 180, true", "13.9, 30, 180, true", "14.1, 30, 180, false", "29, 30, 180, false",
			"14, 30, 180, false", "10, 10, 180, false", "10, 10.5, 180, false", "10, 10.6, 180, true",
			"10, 30, 119, false", "10, 30, 120, true", "10, 30, 899, true", "10, 30, 900, false" })
	@DisplayName("case 44: a scale-out that did not help is noticed once it can be judged")
	void verdict(double input, double arrival, long age, boolean ineffective) {
		Assessment now = assess(observation(arrival, input, input, 0.3));
		assertThat(TRIAL.verdict(now, changed(age), NOW, Map.of()).filter((verdict) -> !verdict.pending()).isPresent())
			.isEqualTo(ineffective);
	}

	@Test
	@DisplayName("case 44: an application that keeps up with the arrival is behind as long as messages wait")
	void lagAlone() {
		Observation behind = Measured.nothing()
			.arrival(10)
			.trends(0, 0)
			.input(10)
			.busy(0.3)
			.lag(6000)
			.instances(3)
			.consumers(3)
			.partitions(12)
			.observation();
		assertThat(TRIAL.verdict(assess(behind), changed(VISIBLE), NOW, Map.of())).isPresent();
	}

	@Test
	@DisplayName("case 44: a bottleneck further down is named, or else other possible causes")
	void bottleneck() {
		Assessment now = assess(observation(30, 10, 10, 0.3));
		assertThat(TRIAL.verdict(now, changed(VISIBLE), NOW, Map.of(LOG, known(observation(10, 10, 0, 3.9))))).get()
			.extracting(Verdict::explanation, InstanceOfAssertFactories.STRING)
			.contains("scaletest/log")
			.contains("1 -> 3");
		assertThat(TRIAL.verdict(now, changed(VISIBLE), NOW, Map.of(LOG, known(observation(10, 10, 0, 0.5))))).get()
			.extracting(Verdict::explanation, InstanceOfAssertFactories.STRING)
			.contains("the bottleneck is a remote service");
	}

	@Test
	@DisplayName("case 44: a fifth of the proportional gain is help")
	void help() {
		Changes changes = new Changes(List.of(new Change(NOW.minusSeconds(VISIBLE), 2, 4)));
		Trial trial = new Trial(2, 4, 10);
		assertThat(trial.verdict(assess(observation(30, 11.9, 0, 1)), changes, NOW, Map.of()))
			.contains(new Verdict(false,
					"More instances did not help: 2 -> 4 instances took the input from 10.0 to 11.9"
							+ " messages/s only; the bottleneck is a remote service, one partition that gets most of"
							+ " the messages, or messages that fail"));
		assertThat(trial.verdict(assess(observation(30, 12, 0, 1)), changes, NOW, Map.of())).isEmpty();
	}

	@ParameterizedTest(name = "{0} s/s of work by {1} consumers, {2} wait: {3}")
	@CsvSource({ "3.6, 4, 0, 'further down, at scaletest/log'", "3.5, 4, 0, a remote service",
			"0, 4, 300, 'further down, at scaletest/log'", "0, 4, 299, a remote service", "1, 0, 0, a remote service" })
	@DisplayName("case 44: an application that is nearly always busy, or half a minute behind, is the bottleneck")
	void saturated(double busy, double consumers, double lag, String bottleneck) {
		Observation log = Measured.nothing().input(10).busy(busy).consumers(consumers).lag(lag).observation();
		assertThat(TRIAL.verdict(assess(observation(30, 10, 10, 0.3)), changed(VISIBLE), NOW, Map.of(LOG, known(log))))
			.get()
			.extracting(Verdict::explanation, InstanceOfAssertFactories.STRING)
			.contains("the bottleneck is " + bottleneck);
	}

	@Test
	@DisplayName("case 44: of two that are saturated the busier one is named")
	void busiest() {
		ApplicationId other = new ApplicationId("scaletest", "filter");
		Assessment now = assess(observation(30, 10, 10, 0.3));
		assertThat(TRIAL
			.verdict(now, changed(VISIBLE), NOW,
					Map.of(LOG, known(observation(10, 10, 0, 3.7)), other, known(observation(10, 10, 0, 3.9))))
			.get()
			.explanation()).endsWith("at scaletest/filter");
		assertThat(TRIAL
			.verdict(now, changed(VISIBLE), NOW,
					Map.of(LOG, known(observation(10, 10, 0, 3.9)), other, known(observation(10, 10, 0, 3.7))))
			.get()
			.explanation()).endsWith("at scaletest/log");
	}

	@Test
	@DisplayName("case 41: consumers that take in nothing, as at a poison message, are not helped by more of them")
	void stuck() {
		Trial trial = new Trial(1, 3, 0);
		assertThat(trial.verdict(assess(observation(30, 0, 0, 0)), changed(VISIBLE), NOW, Map.of()))
			.contains(new Verdict(false,
					"More instances did not help: 1 -> 3 instances took the input from 0.0 to 0.0"
							+ " messages/s only; the bottleneck is a remote service, one partition that gets most of"
							+ " the messages, or messages that fail"));
		assertThat(trial.verdict(assess(observation(30, 0, 0, 0)), changed(60), NOW, Map.of()))
			.contains(new Verdict(true, "1 -> 3 instances took the input from 0.0 to 0.0 messages/s so far;"
					+ " it will show whether more help"));
		assertThat(trial.verdict(assess(observation(30, 0.1, 0, 0)), changed(VISIBLE), NOW, Map.of())).isEmpty();
	}

	@ParameterizedTest(name = "after {0} s: {1}")
	@CsvSource({ "60, COOLDOWN", "119, COOLDOWN", "120, INEFFECTIVE", "600, INEFFECTIVE", "899, INEFFECTIVE",
			"900, SCALE_OUT" })
	@DisplayName("case 41: one hot partition gets no more instances for fifteen minutes once more of them did not help")
	void hotPartition(long age, Reason reason) {
		// All messages are in one of twelve partitions, which one of three consumers
		// reads.
		Observation hot = Measured.nothing()
			.arrival(30)
			.input(10)
			.busy(1)
			.lag(6000)
			.instances(3)
			.consumers(3)
			.partitions(12)
			.observation();
		Assessment now = assess(hot);
		Situation situation = new Situation(POLICY, Direction.OUT, new ApplicationState(State.DEPLOYED, 3, 3, "v1"),
				changed(age), NOW);
		Verdict verdict = TRIAL.verdict(now, changed(age), NOW, Map.of()).orElse(null);
		assertThat(ScalingCycle.decide(situation, () -> RateStrategy.decide(situation, now, verdict)).reason())
			.isEqualTo(reason);
	}

	@Test
	void afterAnotherChangeThereIsNothingToJudge() {
		Assessment now = assess(observation(30, 10, 10, 0.3));
		Changes scaledIn = new Changes(
				List.of(new Change(NOW.minusSeconds(600), 1, 3), new Change(NOW.minusSeconds(VISIBLE), 3, 1)));
		assertThat(TRIAL.verdict(now, scaledIn, NOW, Map.of())).isEmpty();
		assertThat(TRIAL.verdict(now, Changes.NONE, NOW, Map.of())).isEmpty();
	}

	@Test
	void onlyAScaleOutWithAKnownInputIsATrial() {
		Decision out = new Decision(1, 3, 3, Reason.SCALE_OUT, "");
		assertThat(Trial.of(out, observation(30, 10, 10, 1))).contains(TRIAL);
		assertThat(Trial.of(new Decision(3, 3, 3, Reason.ENOUGH, ""), observation(30, 10, 10, 1))).isEmpty();
		assertThat(Trial.of(new Decision(3, 1, 1, Reason.SCALE_IN, ""), observation(30, 10, 10, 1))).isEmpty();
		assertThat(Trial.of(out, observation(30, 0, 0, 0))).contains(new Trial(1, 3, 0));
		assertThat(Trial.of(out, Observation.unknown(""))).isEmpty();
		assertThat(Trial.of(new Decision(0, 3, 3, Reason.NO_INSTANCES, ""), observation(30, 10, 10, 1))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCEEDED")
	@DisplayName("case 44: instances that did not come up are not said not to help")
	void instancesThatNeverCame(Kind kind) {
		Changes changes = new Changes(List.of(new Change(NOW.minusSeconds(VISIBLE), 1, 3, kind)));
		assertThat(TRIAL.verdict(assess(observation(30, 10, 10, 0.3)), changes, NOW, Map.of())).isEmpty();
	}

	private static Changes changed(long secondsAgo) {
		return new Changes(List.of(new Change(NOW.minusSeconds(secondsAgo), 1, 3)));
	}

	private static Downstream known(Observation observation) {
		return new Downstream(observation, Memory.empty("v1"), true);
	}

	private static Assessment assess(Observation observation) {
		Memory memory = new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30), List.of(), null, null,
				Headroom.UNKNOWN);
		return Sizing.assess(POLICY, observation, memory, new Time(NOW, NOW.minusSeconds(30)));
	}

	private static Observation observation(double arrival, double input, double output, double busy) {
		Arrival arriving = new Arrival(Measurement.of(arrival), Measurement.of(arrival), Measurement.of(0),
				Measurement.of(0));
		return new Observation(arriving, Measurement.of(input), Measurement.of(output), Measurement.of(busy),
				Measurement.of(0), Measurement.of(0), Measurement.of(4), Measurement.of(4), Measurement.of(12), null);
	}

}
