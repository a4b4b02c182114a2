package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Trial} and {@link Propagation}.
 */
class TrialAndPropagationTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final long VISIBLE = 180;

	private static final ApplicationId LOG = new ApplicationId("scaletest", "log");

	private static final Trial TRIAL = new Trial(1, 3, 10);

	@ParameterizedTest(name = "from 10 to {0} msg/s of {1} that arrive, after {2} s: verdict {3}")
	@CsvSource({ "10, 30, 180, true", "13.9, 30, 180, true", "14.1, 30, 180, false", "29, 30, 180, false",
			"10, 10, 180, false", "10, 30, 60, false", "10, 30, 900, false" })
	@DisplayName("case 44: a scale-out that did not help is noticed once it can be judged")
	void verdict(double intake, double arrival, long age, boolean ineffective) {
		Assessment now = assess(observation(arrival, intake, intake, 0.3));
		assertThat(TRIAL.verdict(now, changed(age), NOW, Map.of()).isPresent()).isEqualTo(ineffective);
	}

	@Test
	@DisplayName("case 44: the bottleneck is named, further down or outside of the stream")
	void bottleneck() {
		Assessment now = assess(observation(30, 10, 10, 0.3));
		assertThat(TRIAL.verdict(now, changed(VISIBLE), NOW, Map.of(LOG, observation(10, 10, 0, 3.9)))).get()
			.asString()
			.contains("scaletest/log")
			.contains("1 -> 3");
		assertThat(TRIAL.verdict(now, changed(VISIBLE), NOW, Map.of(LOG, observation(10, 10, 0, 0.5)))).get()
			.asString()
			.contains("outside of the stream");
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
	void onlyAScaleOutWithAnIntakeIsATrial() {
		Decision out = new Decision(1, 3, 3, Reason.SCALE_OUT, "");
		assertThat(Trial.of(out, observation(30, 10, 10, 1))).contains(TRIAL);
		assertThat(Trial.of(out, observation(30, 0, 0, 1))).isEmpty();
		assertThat(Trial.of(out, Observation.unknown(""))).isEmpty();
		assertThat(Trial.of(new Decision(0, 3, 3, Reason.NO_INSTANCES, ""), observation(30, 10, 10, 1))).isEmpty();
	}

	@Test
	@DisplayName("case 43: downstream expects the upstream's new output, at the ratio that it has")
	void expectation() {
		// Two messages out for one in; 1 -> 3 instances of 10/s, of which 25 arrive.
		Assessment upstream = assess(observation(25, 10, 20, 1));
		Optional<Expectation> expected = Propagation.expect(upstream, 3, observation(20, 20, 0, 0.5), NOW);
		assertThat(expected).get()
			.extracting(Expectation::arrival)
			.asInstanceOf(InstanceOfAssertFactories.DOUBLE)
			.isCloseTo(50, within(0.1));
		assertThat(expected.get().until()).isAfter(NOW);
	}

	@Test
	void nothingIsExpectedOfWhatSendsNoMore() {
		assertThat(Propagation.expect(assess(observation(10, 10, 10, 1)), 3, observation(10, 10, 0, 1), NOW)).isEmpty();
		assertThat(Propagation.expect(assess(observation(25, 10, 10, 1)), 3, Observation.unknown(""), NOW)).isEmpty();
		assertThat(Propagation.expect(assess(Observation.unknown("")), 3, observation(10, 10, 0, 1), NOW)).isEmpty();
	}

	private static Changes changed(long secondsAgo) {
		return new Changes(List.of(new Change(NOW.minusSeconds(secondsAgo), 1, 3)));
	}

	private static Assessment assess(Observation observation) {
		Memory memory = new Memory("v1", 10.0, Duration.ofSeconds(30), List.of(), null);
		return new Sizing().assess(PolicySettings.of(Strategy.RATE, 10).toPolicy(), observation, memory,
				new Time(NOW, NOW.minusSeconds(30)));
	}

	private static Observation observation(double arrival, double intake, double output, double busy) {
		Arrival arriving = new Arrival(Reading.of(arrival), Reading.of(arrival), Reading.of(0), Reading.of(0));
		return new Observation(arriving, Reading.of(intake), Reading.of(output), Reading.of(busy), Reading.of(0),
				Reading.of(0), Reading.of(4), Reading.of(4), Reading.of(12));
	}

}
