package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Capacity.Source;
import io.github.dataflowautoscaler.webhook.decision.Headroom.Outlook;
import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Memory.Recommendation;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Sizing} and what it is made of.
 */
class SizingTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final Time SETTLED = new Time(NOW, null);

	@Test
	void theLiveReadingGivesTheCapacityOfTheLiveStream() {
		// Read on a saturated transform with 100 ms of work per message, one instance.
		Load saturated = new Load(19.5, 9.69, 0.991 - 0.005, 712, 1, 4);
		Assessment assessment = assess(saturated, Memory.empty("v1"));
		assertThat(assessment.capacity().perConsumer()).isCloseTo(9.8, within(0.2));
		// 19.5 at 85 % is 22.9, 614 waiting in two minutes another 5.1: 2.9 instances, 4
		// for the spread.
		assertThat(assessment.required()).isEqualTo(3);
		assertThat(assessment.recommended()).isEqualTo(4);
		assertThat(assessment.explanation()).contains("work for 3 instance(s)").contains("4 instead of 3");
	}

	@ParameterizedTest(name = "{0} msg/s of which one instance does 10, {1} partitions: {2}")
	@CsvSource({ "1, 12, 1", "8.4, 12, 1", "8.6, 12, 2", "16.9, 12, 2", "17.1, 12, 3", "25, 12, 3", "33, 12, 4",
			"35, 12, 6", "70, 12, 12", "500, 12, 12", "20, 4, 4", "500, 4, 4", "16, 2, 2", "500, 1, 1" })
	@DisplayName("case 40: the recommendation fits the load, the partitions and their spread; case 46: the last instance is reached")
	void theRecommendationFits(double arrival, int partitions, int recommended) {
		Assessment assessment = assess(new Load(arrival, arrival, arrival / 10, 0, 4, partitions), memory(10));
		assertThat(assessment.recommended()).isEqualTo(recommended);
	}

	@Test
	void whatIsRequiredIsToldBeyondThePartitions() {
		Assessment assessment = assess(new Load(90, 40, 4, 5000, 4, 4), Memory.empty("v1"));
		assertThat(assessment.required()).isGreaterThan(10);
		assertThat(assessment.recommended()).isEqualTo(4);
		assertThat(assessment.explanation()).contains("partitions: 4 instead of");
	}

	@Test
	@DisplayName("case 40: with an unknown number of partitions the maximum applies")
	void partitionsUnknown() {
		Load load = new Load(500, 40, 4, 0, 4, 0);
		assertThat(assess(load, Memory.empty("v1")).recommended()).isEqualTo(20);
	}

	@Test
	@DisplayName("case 40: concurrency above 1 counts consumers, not instances")
	void concurrency() {
		Observation observation = new Load(40, 40, 4, 0, 2, 12).observation(4);
		Assessment assessment = Sizing.assess(policy(), observation, Memory.empty("v1"), SETTLED);
		assertThat(assessment.capacity().perConsumer()).isCloseTo(10, within(0.01));
		// 4.7 consumers on 12 partitions do the work of 4 (3 partitions each), so 6 of
		// them: 3 instances.
		assertThat(assessment.recommended()).isEqualTo(3);
	}

	@Test
	@DisplayName("case 37: without an arrival there is no recommendation, and the reason says why")
	void arrivalUnknown() {
		Assessment assessment = Sizing.assess(policy(), Observation.unknown("Prometheus can't be read"),
				new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30), List.of(), null, null,
						Headroom.UNKNOWN),
				SETTLED);
		assertThat(assessment.isConclusive()).isFalse();
		assertThat(assessment.explanation()).contains("Prometheus can't be read");
	}

	@Test
	@DisplayName("case 37: a hole in the measurements is a hole in the recommendations, and all before it is forgotten")
	void aHoleForgetsTheRecommendations() {
		Memory memory = assess(new Load(10, 10, 1, 0, 4, 12), memory(10)).memory();
		assertThat(memory.recommendations()).hasSize(1);
		Assessment hole = Sizing.assess(policy(), Observation.unknown("timeout"), memory, SETTLED);
		assertThat(hole.memory().recommendations()).isEmpty();
		assertThat(hole.memory().capacity().measured()).isEqualTo(10);
	}

	@Test
	@DisplayName("case 42: no load and no lag need the minimum")
	void noLoad() {
		Assessment assessment = assess(new Load(0, 0, 0, 0, 4, 4), Memory.empty("v1"));
		assertThat(assessment.recommended()).isEqualTo(1);
	}

	@Test
	@DisplayName("case 42: a consumer that is stuck teaches no capacity and asks for no instances")
	void stuck() {
		Assessment assessment = assess(new Load(20, 0, 0, 5000, 4, 4), Memory.empty("v1"));
		assertThat(assessment.capacity().source()).isEqualTo(Source.UNKNOWN);
		assertThat(assessment.isConclusive()).isFalse();
	}

	@Test
	void aLagIsWorkedOffInTheCatchUpTime() {
		Memory memory = memory(10);
		// 10 + 1200 / 120 s: 10 / 0.85 + 9.6 = 21.3
		assertThat(assess(new Load(10, 10, 1, 1200, 4, 12), memory).recommended()).isEqualTo(3);
		assertThat(assess(new Load(10, 10, 1, 0, 4, 12), memory).recommended()).isEqualTo(2);
	}

	@Test
	void aRisingArrivalIsLookedAhead() {
		Observation rising = new Load(20, 20, 2, 0, 2, 12).observation(2, 0.2);
		// 20 + 0.2 * 60 s = 32, of which no more than half of the arrival is followed: 30
		assertThat(Sizing.assess(policy(), rising, memory(10), SETTLED).recommended()).isEqualTo(4);
		Observation falling = new Load(20, 20, 2, 0, 2, 12).observation(2, -0.2);
		assertThat(Sizing.assess(policy(), falling, memory(10), SETTLED).recommended()).isEqualTo(3);
	}

	@Test
	void theLastHalfMinuteIsAheadOfTheLastMinute() {
		Load load = new Load(20, 20, 2, 0, 2, 12);
		assertThat(assess(load, memory(10)).recommended()).isEqualTo(3);
		assertThat(Sizing.assess(policy(), load.observation(2, arriving(50, 0)), memory(10), SETTLED).recommended())
			.isEqualTo(6);
		assertThat(Sizing.assess(policy(), load.observation(2, arriving(5, 0)), memory(10), SETTLED).recommended())
			.isEqualTo(1);
	}

	@Test
	@DisplayName("case 45: instances that a rising load would have back in three minutes are worth keeping")
	void aRisingLoadKeepsInstances() {
		Load load = new Load(20, 20, 2, 0, 6, 12);
		// 20 + 0.1 * 180 s = 38
		assertThat(kept(load.observation(6, arriving(20, 0.1)))).isEqualTo(6);
		assertThat(kept(load.observation(6, arriving(20, 0)))).isEqualTo(3);
		assertThat(kept(load.observation(6, arriving(20, -0.1)))).isEqualTo(3);
		// 0.02 a second is 6 % in a minute: noise.
		assertThat(kept(load.observation(6, arriving(20, 0.02)))).isEqualTo(3);
	}

	@Test
	void whatWasAddedForALagIsNotWorthKeeping() {
		Load waiting = new Load(10, 10, 1, 1200, 4, 12);
		Assessment assessment = assess(waiting, memory(10));
		assertThat(assessment.recommended()).isEqualTo(3);
		assertThat(kept(waiting.observation(4))).isEqualTo(2);
	}

	@Test
	void aLoadThatRisesAsExpectedKeepsItsInstancesBusier() {
		Load load = new Load(19, 19, 1.9, 0, 2, 60);
		List<Double> seconds = new ArrayList<>(Collections.nCopies(18, 0.0));
		seconds.add(0, 86_400.0);
		Memory steady = memory(10).with(new Headroom(seconds, null));
		// 19 / 0.85 = 22.4, 19 / 0.95 = 20
		assertThat(assess(load, steady).recommended()).isEqualTo(3);
		Assessment auto = Sizing.assess(auto(), load.observation(2), steady, SETTLED);
		assertThat(auto.recommended()).isEqualTo(2);
		assertThat(auto.memory().highestRecommendation(Duration.ZERO, NOW)).hasValue(2);
		assertThat(auto.explanation()).contains("at 95 % utilization");
		assertThat(Sizing.assess(auto(), load.observation(2), memory(10), SETTLED).recommended()).isEqualTo(3);
	}

	@Test
	void whatIsExpectedIsLookedAtWhenANewInstanceWouldServe() {
		Observation rising = new Load(20, 20, 2, 0, 2, 12).observation(2, 0.1);
		Headroom open = Sizing.assess(policy(), rising, memory(10), SETTLED).memory().headroom();
		// 20 + 0.1 * 60 s; 30 s to start, half a minute each for the rate and the alert
		assertThat(open.outlook()).isEqualTo(new Outlook(26, NOW, NOW.plusSeconds(90)));
		Time later = new Time(NOW.plusSeconds(90), null);
		Headroom noted = Sizing
			.assess(policy(), new Load(27, 27, 2.7, 0, 3, 12).observation(3), memory(10).with(open), later)
			.memory()
			.headroom();
		assertThat(noted.seconds().get(4)).isEqualTo(90);
		assertThat(noted.outlook()).isEqualTo(new Outlook(27, later.now(), later.now().plusSeconds(90)));
	}

	@Test
	void aRiseThatTheFewestInstancesCanHandleIsNone() {
		Headroom open = assess(new Load(1, 1, 0.1, 0, 1, 12), memory(10)).memory().headroom();
		assertThat(open.outlook()).isEqualTo(new Outlook(10, NOW, NOW.plusSeconds(90)));
		assertThat(assess(new Load(0, 0, 0, 0, 1, 12), Memory.empty("v1")).memory().headroom().outlook())
			.isEqualTo(new Outlook(0, NOW, NOW.plusSeconds(90)));
	}

	private static Policy auto() {
		return new PolicySettings(null, 20, null, null, null, null, TargetUtilization.valueOf("auto"), null, null, null,
				null, null, null, null, null, null, null, null)
			.toPolicy();
	}

	private int kept(Observation observation) {
		List<Recommendation> recommendations = Sizing.assess(policy(), observation, memory(10), SETTLED)
			.memory()
			.recommendations();
		return recommendations.get(recommendations.size() - 1).instances();
	}

	private static Arrival arriving(double recent, double latestTrend) {
		return new Arrival(Measurement.of(20), Measurement.of(recent), Measurement.of(0), Measurement.of(latestTrend));
	}

	@Test
	void whatAnUpstreamApplicationIsAboutToSendCounts() {
		Memory expecting = memory(10).expecting(new Expectation(60, NOW.plusSeconds(60)));
		assertThat(assess(new Load(10, 10, 1, 0, 2, 12), expecting).recommended()).isEqualTo(12);
		Memory expired = memory(10).expecting(new Expectation(60, NOW));
		assertThat(assess(new Load(10, 10, 1, 0, 2, 12), expired).recommended()).isEqualTo(2);
	}

	@Test
	void theExplanationHasEveryTerm() {
		Measured rising = Measured.nothing().arrival(20).trends(0.15, 0).lag(1200).partitions(12);
		// 20 + 0.15 * 60 s = 29; 29 / 0.85 + 1100 / 120 s = 43.3
		assertThat(explanation(rising, memory(10)))
			.isEqualTo("20.0 messages/s arrive and rise to 29.0, 1200 wait; a consumer does 10.0/s (learned); at 85 %"
					+ " utilization and 120 s to catch up that is work for 5 instance(s); partitions spread unevenly:"
					+ " 6 instead of 5");
		assertThat(explanation(Measured.nothing().arrival(100), memory(99.9)))
			.isEqualTo("100 messages/s arrive, an unknown number wait; a consumer does 99.9/s (learned); at 85 %"
					+ " utilization and 120 s to catch up that is work for 2 instance(s)");
		assertThat(explanation(Measured.nothing().arrival(0).lag(0), Memory.empty("v1")))
			.isEqualTo("0.0 messages/s arrive, 0.0 wait; what a consumer can do is not known yet; at 85 %"
					+ " utilization and 120 s to catch up that is work for 1 instance(s)");
		assertThat(explanation(Measured.nothing().arrival(1), Memory.empty("v1")))
			.isEqualTo("There was no load yet to measure the capacity of an instance with");
		assertThat(explanation(Measured.nothing(), memory(10))).isEqualTo("The arrival is unknown: not measured");
	}

	private String explanation(Measured measured, Memory memory) {
		return Sizing.assess(policy(), measured.observation(), memory, SETTLED).explanation();
	}

	@Test
	@DisplayName("case 28: another version starts with nothing learned")
	void anotherVersion() {
		Memory memory = memory(10);
		assertThat(memory.of("v1")).isSameAs(memory);
		assertThat(memory.of("v2")).isEqualTo(Memory.empty("v2"));
	}

	@Test
	void anIdleSampleDoesNotLowerWhatIsKnown() {
		// 0.2 busy for 1 msg/s would be 5/s a consumer.
		Assessment idle = assess(new Load(1, 1, 0.2, 0, 1, 12), memory(10));
		assertThat(idle.capacity().perConsumer()).isEqualTo(10);
		Assessment busy = assess(new Load(4, 4, 0.8, 0, 1, 12), memory(10));
		assertThat(busy.capacity().perConsumer()).isEqualTo(8.5, within(0.01));
		Assessment better = assess(new Load(4, 4, 0.2, 0, 1, 12), memory(10));
		assertThat(better.capacity().perConsumer()).isEqualTo(13, within(0.01));
	}

	@Test
	@DisplayName("case 47: a rebalance pause after a change does not look like a low capacity")
	void rebalance() {
		Load paused = new Load(40, 12, 2.9, 900, 4, 4);
		Time justChanged = new Time(NOW, NOW.minusSeconds(20));
		Assessment assessment = Sizing.assess(policy(), paused.observation(4), memory(10), justChanged);
		assertThat(assessment.capacity().perConsumer()).isEqualTo(10);
		Assessment settled = Sizing.assess(policy(), paused.observation(4), memory(10), SETTLED);
		assertThat(settled.capacity().source()).isEqualTo(Source.SATURATION);
		assertThat(settled.capacity().perConsumer()).isLessThan(10);
	}

	@ParameterizedTest(name = "{0} of 12 partitions: {1}")
	@CsvSource({ "0.3, '; partition 7 carries 30 %'",
			"0.41, '; partition 7 carries 41 %; no number of instances above 6 helps'" })
	void aHotPartitionIsNamedWithTheNumberThatHelps(double share, String words) {
		Measured measured = Measured.nothing().arrival(15).input(15).busy(1.5).lag(0).instances(2).consumers(2);
		assertThat(
				Sizing.assess(policy(), measured.partitions(12).hotPartition(share).observation(), memory(10), SETTLED)
					.explanation())
			.endsWith(words);
	}

	@ParameterizedTest(name = "{0} s after a change: settled {1}")
	@CsvSource({ "0, false", "89, false", "90, true" })
	@DisplayName("case 47: the rates show nothing but the new instances after 90 seconds")
	void settled(long age, boolean settled) {
		assertThat(new Time(NOW, NOW.minusSeconds(age)).isSettled()).isEqualTo(settled);
	}

	private Assessment assess(Load load, Memory memory) {
		return Sizing.assess(policy(), load.observation(load.instances()), memory, SETTLED);
	}

	private static Memory memory(double capacity) {
		return new Memory("v1", Capacity.learned(capacity), Duration.ofSeconds(30), List.of(), null, null,
				Headroom.UNKNOWN);
	}

	private static Policy policy() {
		return PolicySettings.of(Strategy.RATE, 20).toPolicy();
	}

	private record Load(double arrival, double input, double busy, double lag, int instances, int partitions) {

		Observation observation(int consumers) {
			return observation(consumers, 0);
		}

		Observation observation(int consumers, double trend) {
			return observation(consumers, new Arrival(Measurement.of(this.arrival),
					Measurement.unknown("scraped too seldom"), Measurement.of(trend), Measurement.of(trend)));
		}

		Observation observation(int consumers, Arrival arriving) {
			return new Observation(arriving, Measurement.of(this.input), Measurement.of(this.input),
					Measurement.of(this.busy), Measurement.of(this.lag), Measurement.of(0),
					Measurement.of(this.instances), Measurement.of(consumers),
					(this.partitions > 0) ? Measurement.of(this.partitions) : Measurement.unknown("no Kafka"), null);
		}

	}

}
