package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Terms}.
 */
class TermsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private final Policy policy = PolicySettings.of(Strategy.RATE, 10).toPolicy();

	private final Observation measured = new Observation(
			new Arrival(Measurement.of(19.4), Measurement.of(19.5), Measurement.of(0), Measurement.of(0)),
			Measurement.of(9.69), Measurement.of(9.69), Measurement.of(0.986), Measurement.of(700), Measurement.of(10),
			Measurement.of(1), Measurement.of(2), Measurement.of(4), null);

	@Test
	void theSumCanBeDoneWithTheTerms() {
		List<Term> terms = terms(this.measured, memory());
		assertThat(terms).extracting(Term::name)
			.containsExactly("arrival", "expected arrival", "input", "busy time", "lag", "catch-up time",
					"target utilization", "needed throughput", "capacity per consumer", "consumers per instance",
					"partitions", "start-up time", "highest in window");
		double lag = 700 - 5 * 19.5;
		assertThat(value(terms, "needed throughput")).isCloseTo(lag / value(terms, "catch-up time")
				+ value(terms, "expected arrival") / value(terms, "target utilization"), within(0.001));
		assertThat(value(terms, "capacity per consumer")).isCloseTo(9.69 / 0.986, within(0.001));
		assertThat(value(terms, "consumers per instance")).isEqualTo(2);
		assertThat(value(terms, "start-up time")).isEqualTo(30);
		assertThat(term(terms, "arrival").note()).isEqualTo("what comes to its topics");
	}

	@Test
	void aTargetUtilizationThatIsFoundSaysOfWhat() {
		Policy auto = new PolicySettings(null, 10, null, null, null, null, TargetUtilization.valueOf("auto"), null,
				null, null, null, null, null, null, null, null, null, null)
			.toPolicy();
		Memory steady = memory().with(new Headroom(Collections.nCopies(19, 100.0), null));
		Assessment assessment = Sizing.assess(auto, this.measured, steady, new Time(NOW, null));
		assertThat(term(Terms.of(auto, assessment, NOW), "target utilization")).isEqualTo(new Term("target utilization",
				0.85, "",
				"auto: for more than one minute of twenty in the last days, the arrival exceeded what was expected by"
						+ " more than 17 %, or too little was seen of it yet"));
		assertThat(term(terms(this.measured, memory()), "target utilization").note()).isEqualTo("set by the policy");
	}

	@Test
	void aForeseenArrivalIsATermOfAPolicyWithForesight() {
		Memory memory = memory().foreseeing(new Forecast(50, NOW.plusSeconds(1), "50/s were seen"));
		assertThat(foreseen(Foresight.ON, memory)).returns(50.0, Term::value).returns("50/s were seen", Term::note);
		assertThat(foreseen(Foresight.ADVISE, memory)).returns("50/s were seen; advice only", Term::note);
		assertThat(foreseen(Foresight.ON, memory().foreseeing(new Forecast(0, NOW.plusSeconds(1), "nothing"))))
			.returns(null, Term::value)
			.returns("nothing", Term::note);
		assertThat(foreseen(Foresight.ON, memory())).returns(null, Term::value)
			.returns("the past could not be read yet", Term::note);
	}

	private Term foreseen(Foresight foresight, Memory memory) {
		Policy policy = PolicySettings.of(Strategy.RATE, 10).toPolicy().withForesight(foresight);
		return term(Terms.of(policy, Sizing.assess(policy, this.measured, memory, new Time(NOW, null)), NOW),
				"foreseen arrival");
	}

	@Test
	void anUnknownReadingHasNoValueAndItsReason() {
		List<Term> terms = terms(Observation.unknown("Prometheus can't be read"), memory());
		assertThat(term(terms, "arrival"))
			.isEqualTo(new Term("arrival", null, "messages/s", "Prometheus can't be read"));
		assertThat(term(terms, "expected arrival").note()).contains("Prometheus can't be read");
		assertThat(term(terms, "capacity per consumer")).returns(null, Term::value)
			.returns("Prometheus can't be read", Term::note);
		assertThat(term(terms, "consumers per instance")).returns(null, Term::value)
			.returns("Prometheus can't be read", Term::note);
		assertThat(term(terms, "highest in window")).returns(null, Term::value)
			.returns("what was worth keeping is not known for all of the last 120 s", Term::note);
	}

	@Test
	void whatWasLearnedStandsInForWhatCanNotBeRead() {
		Memory learned = memory().recommended(new Memory.Recommendation(NOW, 1), Duration.ofMinutes(5),
				Capacity.learned(9.8));
		assertThat(term(terms(Observation.unknown("Prometheus can't be read"), learned), "capacity per consumer"))
			.returns(9.8, Term::value)
			.returns("learned before of this version; Prometheus can't be read", Term::note);
		Observation idle = Measured.nothing().arrival(0).input(0).busy(0).instances(1).consumers(1).observation();
		assertThat(term(terms(idle, learned), "capacity per consumer").note())
			.isEqualTo("learned before of this version; there is too little load to measure it now");
	}

	@Test
	@DisplayName("case 68: the consumers are said to be unknown, even if the instances are known")
	void unknownConsumers() {
		Observation observation = Measured.nothing().arrival(10).input(10).instances(2).observation();
		assertThat(term(terms(observation, memory()), "consumers per instance")).returns(null, Term::value)
			.returns("not measured", Term::note);
		Observation neither = Measured.nothing().arrival(10).consumers(4).observation();
		assertThat(term(terms(neither, memory()), "consumers per instance")).returns(null, Term::value);
	}

	@Test
	void theWitnessIsNamed() {
		Observation told = Measured.nothing().arrival(10).inputBy(Witness.CLIENT, 10).observation();
		assertThat(term(terms(told, memory()), "input").note()).isEqualTo("what is handled, by its Kafka clients");
	}

	@Test
	void anAnnouncementIsToldFromAMeasurement() {
		Memory told = memory().expecting(new Expectation(40, NOW.plusSeconds(60)));
		assertThat(term(terms(this.measured, told), "arrival")).returns(40.0, Term::value)
			.returns("announced by the scale-out of an upstream application; measured: 19.5", Term::note);
	}

	@Test
	void theHotPartitionIsTold() {
		Observation observation = Measured.nothing()
			.arrival(10)
			.consumers(1)
			.instances(1)
			.partitions(12)
			.hotPartition(0.41)
			.observation();
		assertThat(term(terms(observation, memory()), "hot partition")).returns(0.41, Term::value)
			.returns("what partition 7 gets of the arrival; from 6 instances on, more hardly help its consumer",
					Term::note);
	}

	@Test
	void theHighestRecommendationOfTheWindowIsTold() {
		Memory remembering = memory().recommended(new Memory.Recommendation(NOW.minus(Duration.ofMinutes(6)), 7),
				Duration.ofMinutes(5), Capacity.UNKNOWN);
		assertThat(term(terms(this.measured, remembering), "highest in window")).returns(7.0, Term::value)
			.returns("the most that was worth keeping within the last 120 s; no scale-in goes below", Term::note);
	}

	private List<Term> terms(Observation observation, Memory memory) {
		return Terms.of(this.policy, Sizing.assess(this.policy, observation, memory, new Time(NOW, null)), NOW);
	}

	private static Memory memory() {
		return Memory.empty("v1");
	}

	private static double value(List<Term> terms, String name) {
		Double value = term(terms, name).value();
		assertThat(value).as(name).isNotNull();
		return value;
	}

	private static Term term(List<Term> terms, String name) {
		return terms.stream().filter((term) -> term.name().equals(name)).findFirst().orElseThrow();
	}

}
