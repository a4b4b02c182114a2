package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Propagation}.
 */
class PropagationTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	@Test
	@DisplayName("case 43: downstream expects the upstream's new output, at the ratio that it has")
	void expectation() {
		// Two messages out for one in; 1 -> 3 instances of 10/s, of which 25 arrive.
		Assessment upstream = assess(observation(25, 10, 20, 1));
		Optional<Expectation> expected = Propagation.expect(upstream, 3, measurement(observation(20, 20, 0, 0.5)), NOW);
		assertThat(expected).get()
			.extracting(Expectation::arrival)
			.asInstanceOf(InstanceOfAssertFactories.DOUBLE)
			.isCloseTo(50, within(0.1));
		// A start-up of 30 s, and 90 s until the rates show nothing else.
		assertThat(expected.get().until()).isEqualTo(NOW.plusSeconds(120));
	}

	@Test
	void nothingIsExpectedOfWhatSendsNoMore() {
		assertThat(
				Propagation.expect(assess(observation(10, 10, 10, 1)), 3, measurement(observation(10, 10, 0, 1)), NOW))
			.isEmpty();
		assertThat(Propagation.expect(assess(observation(25, 10, 10, 1)), 3, measurement(Observation.unknown("")), NOW))
			.isEmpty();
		assertThat(Propagation.expect(assess(Observation.unknown("")), 3, measurement(observation(10, 10, 0, 1)), NOW))
			.isEmpty();
	}

	@Test
	@DisplayName("case 43: of an application that takes in nothing the ratio is unknown")
	void noRatio() {
		Assessment upstream = assess(observation(25, 0, 5, 1));
		assertThat(Propagation.expect(upstream, 3, measurement(observation(10, 10, 0, 1)), NOW)).isEmpty();
	}

	@Test
	@DisplayName("case 67: nothing is announced to an application whose capacity is unknown")
	void idleDownstream() {
		Assessment upstream = assess(observation(25, 10, 10, 1));
		Downstream idle = new Downstream(observation(0, 0, 0, 0), Memory.empty("v1"), true);
		assertThat(Propagation.expect(upstream, 3, idle, NOW)).isEmpty();
		Downstream hardlyBusy = new Downstream(observation(10, 10, 0, 0.04), Memory.empty("v1"), true);
		assertThat(Propagation.expect(upstream, 3, hardlyBusy, NOW)).isPresent();
	}

	private static Downstream measurement(Observation observation) {
		return new Downstream(observation, new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30), List.of(),
				null, null, Headroom.UNKNOWN), true);
	}

	private static Assessment assess(Observation observation) {
		Memory memory = new Memory("v1", Capacity.learned(10.0), Duration.ofSeconds(30), List.of(), null, null,
				Headroom.UNKNOWN);
		return Sizing.assess(PolicySettings.of(Strategy.RATE, 10).toPolicy(), observation, memory,
				new Time(NOW, NOW.minusSeconds(30)));
	}

	private static Observation observation(double arrival, double input, double output, double busy) {
		Arrival arriving = new Arrival(Measurement.of(arrival), Measurement.of(arrival), Measurement.of(0),
				Measurement.of(0));
		return new Observation(arriving, Measurement.of(input), Measurement.of(output), Measurement.of(busy),
				Measurement.of(0), Measurement.of(0), Measurement.of(4), Measurement.of(4), Measurement.of(12), null);
	}

}
