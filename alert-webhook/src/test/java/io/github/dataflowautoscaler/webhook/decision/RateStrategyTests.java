package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Memory.Recommendation;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateStrategy}: instances that do 10 messages a second each, 12
 * partitions.
 */
class RateStrategyTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private Policy policy = PolicySettings.of(Strategy.RATE, 10).toPolicy();

	private Changes changes = Changes.NONE;

	private List<Recommendation> recommendations = steady(1);

	private @Nullable HotPartition hotPartition;

	@ParameterizedTest(name = "{0} msg/s at {1} instances: {2} ({3})")
	@CsvSource({ "25, 1, 3, SCALE_OUT", "25, 2, 3, SCALE_OUT", "25, 3, 3, ENOUGH", "9.2, 1, 1, ENOUGH",
			"9.7, 1, 1, ENOUGH", "9.9, 1, 2, SCALE_OUT", "300, 6, 6, AT_MAXIMUM", "300, 1, 6, SCALE_OUT",
			"25, 6, 6, ENOUGH", "39.1, 4, 4, ENOUGH", "39.3, 4, 6, SCALE_OUT" })
	@DisplayName("case 45: out goes to the right number at once, and only when the present ones are not enough")
	void out(double load, int instances, int to, Reason reason) {
		// More than 6 of at most 10 instances would not lower the heaviest share of 12
		// partitions.
		Decision decision = decide(Direction.OUT, load, instances);
		assertThat(decision.to()).isEqualTo(to);
		assertThat(decision.reason()).isEqualTo(reason);
	}

	@ParameterizedTest(name = "{0} msg/s, 41 % of them in one partition, at {1} instances: {2} ({3})")
	@CsvSource({ "15, 1, 3, SCALE_OUT", "15, 2, 3, SCALE_OUT", "17.4, 3, 3, ENOUGH", "18, 3, 4, SCALE_OUT",
			"33, 1, 4, SCALE_OUT", "33, 4, 4, HOT_PARTITION", "33, 6, 6, HOT_PARTITION", "90, 1, 6, SCALE_OUT",
			"90, 6, 6, HOT_PARTITION", "300, 6, 6, AT_MAXIMUM" })
	void outStopsWhereAHotPartitionIsAllThatWaits(double load, int instances, int to, Reason reason) {
		this.hotPartition = new HotPartition("7", 0.41);
		Decision decision = decide(Direction.OUT, load, instances);
		assertThat(decision.to()).isEqualTo(to);
		assertThat(decision.reason()).isEqualTo(reason);
		assertThat(decision.explanation()).contains("partition 7 carries 41 %; no number of instances above 6 helps");
	}

	@ParameterizedTest(name = "{0} msg/s, 41 % of them in one partition, at 12 instances: {1}")
	@CsvSource({ "5, 1", "15, 3", "20, 6", "33, 4" })
	void inLeavesWhatAHotPartitionNeeds(double load, int to) {
		this.policy = PolicySettings.of(Strategy.RATE, 12).toPolicy();
		this.hotPartition = new HotPartition("7", 0.41);
		assertThat(decide(Direction.IN, load, 12).to()).isEqualTo(to);
	}

	@ParameterizedTest(name = "{0} msg/s at {1} instances: {2} ({3})")
	@CsvSource({ "1, 4, 1, SCALE_IN", "15, 4, 2, SCALE_IN", "25, 4, 3, SCALE_IN", "25, 3, 3, ENOUGH",
			"33, 4, 4, ENOUGH", "0, 4, 1, SCALE_IN" })
	void in(double load, int instances, int to, Reason reason) {
		Decision decision = decide(Direction.IN, load, instances);
		assertThat(decision.to()).isEqualTo(to);
		assertThat(decision.reason()).isEqualTo(reason);
	}

	@Test
	@DisplayName("case 45: in goes no lower than the highest recommendation of the window")
	void highestRecommendation() {
		neededOnce(60, 3);
		Decision decision = decide(Direction.IN, 1, 4);
		assertThat(decision.to()).isEqualTo(3);
		assertThat(decision.reason()).isEqualTo(Reason.SCALE_IN);
		assertThat(decision.explanation()).endsWith("; 3 were needed within the last 120 s");
		assertThat(decide(Direction.IN, 1, 3).reason()).isEqualTo(Reason.WINDOW);
	}

	@Test
	@DisplayName("case 45: in waits for what was needed in the earlier half of the window only, and is one action then")
	void fewerSoon() {
		neededOnce(75, 3);
		Decision decision = decide(Direction.IN, 1, 4);
		assertThat(decision.to()).isEqualTo(4);
		assertThat(decision.reason()).isEqualTo(Reason.WINDOW);
		assertThat(decision.explanation()).endsWith(
				"; 3 were needed within the last 120 s, and it will soon be 1: then that is one action instead of two");
		assertThat(decide(Direction.IN, 15, 4).explanation()).contains("it will soon be 2");
	}

	@Test
	void inDoesNotWaitForWhatTheLimitOfAnActionKeepsItFrom() {
		neededOnce(75, 3);
		this.policy = new Policy(1, 10, Strategy.RATE, null, 1, null, TargetUtilization.of(0.85), Duration.ofMinutes(2),
				Duration.ofSeconds(30), Duration.ofMinutes(2), Foresight.OFF, false, null, List.of(),
				Membership.DEFAULT);
		assertThat(decide(Direction.IN, 1, 4).to()).isEqualTo(3);
	}

	@Test
	void inNeedsRecommendationsOfTheWholeWindow() {
		this.recommendations = steady(1).subList(15, 20);
		assertThat(decide(Direction.IN, 1, 4).reason()).isEqualTo(Reason.WINDOW);
	}

	@Test
	void twoAssessmentsInARowLeaveTheWindowKnown() {
		this.recommendations = IntStream.rangeClosed(1, 21)
			.mapToObj((i) -> new Recommendation(NOW.minusSeconds(15L * (21 - i) + 1), 1))
			.toList();
		assertThat(decide(Direction.IN, 1, 4).reason()).isEqualTo(Reason.SCALE_IN);
	}

	@Test
	@DisplayName("case 47: neither a second scale-out nor a scale-in right after a change")
	void justChanged() {
		this.changes = new Changes(List.of(new Change(NOW.minusSeconds(20), 1, 2)));
		assertThat(decide(Direction.OUT, 50, 2).reason()).isEqualTo(Reason.COOLDOWN);
		assertThat(decide(Direction.IN, 1, 2).reason()).isEqualTo(Reason.COOLDOWN);
	}

	@Test
	void tooManyReversalsLengthenThePauseBeforeAScaleIn() {
		List<Change> flapping = IntStream.range(0, 6)
			.mapToObj((i) -> new Change(NOW.minusSeconds(150 + 300L * (5 - i)), (i % 2) + 1, 2 - (i % 2)))
			.toList();
		this.changes = new Changes(flapping.subList(3, 6));
		assertThat(decide(Direction.IN, 1, 4).reason()).isEqualTo(Reason.SCALE_IN);
		this.changes = new Changes(flapping);
		assertThat(decide(Direction.IN, 1, 4).reason()).isEqualTo(Reason.COOLDOWN);
	}

	@Test
	void thePresentInstancesAreEnoughUpToTheVeryBound() {
		// 49 / 0.98 is what five instances can do.
		Observation observation = Measured.nothing().arrival(49).instances(5).consumers(5).observation();
		Decision decision = decide(Direction.OUT, observation, 5);
		assertThat(decision.reason()).isEqualTo(Reason.ENOUGH);
		assertThat(decision.required()).isEqualTo(6);
		assertThat(decision.explanation())
			.isEqualTo(assess(observation).explanation() + "; the present 5 are still enough");
	}

	@ParameterizedTest(name = "{0} msg/s, {1} wait, {2} more each second: {3}")
	@CsvSource({ "10, 50, 0, SCALE_IN", "10, 51, 0, LAG", "10, 200, 0, LAG", "0.5, 5, 0, SCALE_IN", "0.5, 5.1, 0, LAG",
			"10, 0, 1, SCALE_IN", "10, 0, 1.1, LAG", "40, 0, 2, SCALE_IN", "40, 0, 2.1, LAG" })
	@DisplayName("case 45: a lag of more than five seconds, or one that grows, is worked off before a scale-in")
	void lag(double load, double lag, double trend, Reason reason) {
		Observation observation = Measured.nothing().arrival(load).input(load).lag(lag).lagTrend(trend).observation();
		assertThat(decide(Direction.IN, observation, 9).reason()).isEqualTo(reason);
	}

	@Test
	@DisplayName("case 39: a lag that reads 0 takes away no instance that the load needs")
	void noLagIsNoEvidence() {
		Decision decision = decide(Direction.IN, observation(33, 0), 4);
		assertThat(decision.reason()).isEqualTo(Reason.ENOUGH);
		assertThat(decision.scales()).isFalse();
		Observation lagAlone = Measured.nothing().lag(0).lagTrend(0).instances(4).observation();
		assertThat(decide(Direction.IN, lagAlone, 4).reason()).isEqualTo(Reason.UNKNOWN_LOAD);
	}

	@Test
	@DisplayName("case 39: a lag that is unknown is no low one")
	void anUnknownLagIsNoEvidence() {
		Measured measured = Measured.nothing().arrival(1).input(1).busy(0.1);
		assertThat(decide(Direction.IN, measured.observation(), 4).reason()).as("another broker than Kafka")
			.isEqualTo(Reason.SCALE_IN);
		Decision decision = decide(Direction.IN, measured.partitions(4).observation(), 4);
		assertThat(decision.reason()).isEqualTo(Reason.UNKNOWN_LOAD);
		assertThat(decision.scales()).isFalse();
		assertThat(decision.explanation()).endsWith("; the lag is unknown: not measured");
	}

	@ParameterizedTest(name = "{0} msg/s at {1} instances: {2} ({3})")
	@CsvSource({ "33, 6, 4, SCALE_IN", "33, 4, 4, ENOUGH", "80, 6, 6, ENOUGH", "9, 6, 2, SCALE_IN",
			"33, 2, 2, ENOUGH" })
	void ofMoreThanTheMaximumInLeavesWhatTheLoadNeeds(double load, int instances, int to, Reason reason) {
		this.policy = new PolicySettings(2, 2, "rate", null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null)
			.toPolicy();
		Decision decision = decide(Direction.IN, load, instances);
		assertThat(decision.to()).isEqualTo(to);
		assertThat(decision.reason()).isEqualTo(reason);
	}

	@Test
	void theExplanationOfAScaleInNamesTheWindowOnlyWhereItCounted() {
		Observation low = observation(1, 0);
		assertThat(decide(Direction.IN, low, 4).explanation()).isEqualTo(assess(low).explanation());
		Observation same = observation(33, 0);
		assertThat(decide(Direction.IN, same, 4).explanation())
			.isEqualTo(assess(same).explanation() + "; 4 were needed within the last 120 s");
	}

	@Test
	@DisplayName("case 37: without metrics out is a step and in is nothing")
	void withoutMetrics() {
		Observation unknown = Observation.unknown("Prometheus can't be read");
		Decision out = decide(Direction.OUT, unknown, 2);
		assertThat(out.to()).isEqualTo(3);
		assertThat(out.explanation()).contains("Prometheus can't be read").contains("plain step");
		Decision in = decide(Direction.IN, unknown, 2);
		assertThat(in.reason()).isEqualTo(Reason.UNKNOWN_LOAD);
		assertThat(in.scales()).isFalse();
	}

	@ParameterizedTest(name = "{0} msg/s {1} at {2} instances: {3} ({4})")
	@CsvSource({ "20, OUT, 1, 1, ENOUGH", "20, OUT, 2, 2, ENOUGH", "20, IN, 2, 1, SCALE_IN",
			"300, OUT, 1, 2, SCALE_OUT" })
	@DisplayName("case 67: a lower bound of the capacity prevents a scale-out and allows a scale-in, but adds no more than a step")
	void lowerBound(double arrival, Direction direction, int instances, int to, Reason reason) {
		// 20 msg/s keep a consumer busy for a twentieth of its time.
		Measured measured = Measured.nothing().arrival(arrival).input(20).busy(0.05).lag(0).instances(1);
		Memory memory = new Memory("v1", Capacity.UNKNOWN, Duration.ofSeconds(30), this.recommendations, null, null,
				Headroom.UNKNOWN);
		Assessment assessment = Sizing.assess(this.policy, measured.consumers(1).partitions(12).observation(), memory,
				new Time(NOW, null));
		Decision decision = decide(situation(direction, instances), assessment, null);
		assertThat(decision.to()).isEqualTo(to);
		assertThat(decision.reason()).isEqualTo(reason);
		assertThat(decision.explanation()).contains("a consumer does at least 200/s");
	}

	@Test
	@DisplayName("case 68: with an unknown number of consumers out is a step and in is nothing")
	void threadsUnknown() {
		Observation observation = Measured.nothing().arrival(10).input(10).busy(0.9).instances(1).observation();
		Decision out = decide(Direction.OUT, observation, 1);
		assertThat(out.to()).isEqualTo(2);
		assertThat(out.explanation()).contains("The number of consumers is unknown: not measured");
		assertThat(decide(Direction.IN, observation, 2).reason()).isEqualTo(Reason.UNKNOWN_LOAD);
	}

	@Test
	@DisplayName("case 44: where more instances did not help, nothing more is added, and the reason says so")
	void ineffective() {
		Observation overloaded = observation(50, 3000);
		Assessment assessment = assess(overloaded);
		Decision decision = decide(situation(Direction.OUT, 2), assessment, new Verdict(false, "log is saturated"));
		assertThat(decision.reason()).isEqualTo(Reason.INEFFECTIVE);
		assertThat(decision.explanation()).isEqualTo("log is saturated");
	}

	@Test
	@DisplayName("case 42: no other scale-out while the last one may still show that it helps")
	void pending() {
		Decision decision = decide(situation(Direction.OUT, 2), assess(observation(50, 3000)),
				new Verdict(true, "1 -> 2 instances took the input from 0.0 to 0.0 messages/s so far"));
		assertThat(decision.reason()).isEqualTo(Reason.COOLDOWN);
		assertThat(decision.explanation()).contains("so far");
	}

	@Test
	void stepsAreLimitedWhereThePolicySaysSo() {
		this.policy = new PolicySettings(null, 10, null, 2, 1, null, null, null, null, null, null, null, null, null,
				null, null, null, null)
			.toPolicy();
		assertThat(decide(Direction.OUT, 50, 1).to()).isEqualTo(3);
		assertThat(decide(Direction.IN, 1, 4).to()).isEqualTo(3);
	}

	@Test
	@DisplayName("case 26: more instances than the maximum are not taken away by a scale-out alert")
	void aboveTheMaximum() {
		Decision decision = decide(Direction.OUT, 300, 12);
		assertThat(decision.scales()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "DEPLOYED" }, mode = EnumSource.Mode.EXCLUDE)
	@DisplayName("case 31: while instances are not ready nothing more is asked for")
	void notReady(State state) {
		Situation situation = new Situation(this.policy, Direction.OUT, new ApplicationState(state, 3, 1, "v1"),
				this.changes, NOW);
		assertThat(decide(situation, assess(observation(50, 0)), null).scales()).isFalse();
	}

	@Test
	@DisplayName("case 25: no instance is left: back to the minimum, whatever was measured")
	void noInstances() {
		Decision decision = decide(Direction.OUT, Observation.unknown("nothing reports"), 0);
		assertThat(decision.to()).isEqualTo(1);
		assertThat(decision.reason()).isEqualTo(Reason.NO_INSTANCES);
	}

	private Decision decide(Direction direction, double load, int instances) {
		return decide(direction, observation(load, 0), instances);
	}

	private Decision decide(Direction direction, Observation observation, int instances) {
		return decide(situation(direction, instances), assess(observation), null);
	}

	private Situation situation(Direction direction, int instances) {
		return new Situation(this.policy, direction, new ApplicationState(State.DEPLOYED, instances, instances, "v1"),
				this.changes, NOW);
	}

	private static Decision decide(Situation situation, Assessment assessment, @Nullable Verdict verdict) {
		return ScalingCycle.decide(situation, () -> RateStrategy.decide(situation, assessment, verdict));
	}

	private Assessment assess(Observation observation) {
		Memory memory = new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30), this.recommendations, null,
				null, Headroom.UNKNOWN);
		return Sizing.assess(this.policy, observation, memory, new Time(NOW, this.changes.last()));
	}

	private Observation observation(double load, double lag) {
		Arrival arrival = new Arrival(Measurement.of(load), Measurement.of(load), Measurement.of(0), Measurement.of(0));
		return new Observation(arrival, Measurement.of(load), Measurement.of(load), Measurement.of(load / 10),
				Measurement.of(lag), Measurement.of(0), Measurement.of(4), Measurement.of(4), Measurement.of(12),
				this.hotPartition);
	}

	private void neededOnce(int secondsAgo, int instances) {
		Instant at = NOW.minusSeconds(secondsAgo);
		this.recommendations = steady(1).stream()
			.map((recommendation) -> recommendation.at().equals(at) ? new Recommendation(at, instances)
					: recommendation)
			.toList();
	}

	private static List<Recommendation> steady(int instances) {
		return IntStream.rangeClosed(1, 20)
			.mapToObj((i) -> new Recommendation(NOW.minusSeconds(15L * (21 - i)), instances))
			.toList();
	}

}
