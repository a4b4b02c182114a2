package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.WindowSettings;
import io.github.dataflowautoscaler.webhook.simulation.Outcome.Moment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SimulatorTests {

	private static final int HALF_AN_HOUR = 1800;

	private static final int SECONDS = 3 * HALF_AN_HOUR;

	private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

	private static final Policy POLICY = PolicySettings.of(Strategy.RATE, 8).toPolicy();

	private final Application application = new Application(100, 1, 12, Duration.ofSeconds(30));

	@Test
	void aStepIsOneActionOutAndOneIn() {
		Outcome outcome = simulator(SimulatorTests::step).run(POLICY, 1);
		assertThat(outcome.actions()).isEqualTo(2);
		assertThat(outcome.highest()).isEqualTo(6);
		assertThat(outcome.moments()).last().isEqualTo(new Moment(1, 0));
		// Six of them instead of one from 40 seconds after the step to two minutes and a
		// half after its end.
		assertThat(outcome.instanceHours()).isEqualTo((SECONDS + 5 * 1950) / 3600.0, within(1e-9));
		assertThat(outcome.minutesLate()).isBetween(3.0, 5.0);
		assertThat(outcome.longestWait()).isBetween(200.0, 400.0);
	}

	@Test
	void aFixedNumberIsNeverLaterThanThePolicy() {
		Simulator simulator = simulator(SimulatorTests::step);
		int fixed = simulator.fixed(simulator.run(POLICY, 1));
		assertThat(fixed).isEqualTo(6);
		assertThat(simulator.run(6).minutesLate()).isZero();
		assertThat(simulator.run(6).instanceHours()).isEqualTo(6 * SECONDS / 3600.0, within(1e-9));
		// Twelve partitions on five consumers: one has three of them, and can't take in
		// 125 messages a second.
		assertThat(simulator.run(5).minutesLate()).isGreaterThan(30);
	}

	@Test
	void whatWasNotRecordedIsLeftOut() {
		MeasuredLoad load = recorded((second) -> (second / HALF_AN_HOUR == 1) ? Double.NaN : 80);
		Outcome outcome = new Simulator(load, this.application, Past.unknown(ZoneOffset.UTC), 600).run(POLICY, 1);
		assertThat(load.unknownSeconds()).isBetween(HALF_AN_HOUR, HALF_AN_HOUR + 60);
		assertThat(outcome.actions()).isZero();
		assertThat(outcome.instanceHours()).isEqualTo((SECONDS - load.unknownSeconds()) / 3600.0, within(1e-9));
		assertThat(outcome.moments()).startsWith(new Moment(1, 0), new Moment(1, 0))
			.endsWith(new Moment(1, 0), new Moment(1, 0))
			.containsNull();
	}

	@Test
	void nothingIsScaledInRightAfterAGap() {
		IntToDoubleFunction load = (second) -> (second < 900) ? 500 : (second < 1800) ? Double.NaN : 80;
		Outcome outcome = new Simulator(recorded(load), this.application, Past.unknown(ZoneOffset.UTC), 60).run(POLICY,
				6);
		assertThat(outcome.moments().get(31)).isEqualTo(new Moment(6, 0));
		assertThat(outcome.moments().get(36)).isEqualTo(new Moment(1, 0));
	}

	@Test
	void whatWaitsBeforeAGapWaitsAfterIt() {
		IntToDoubleFunction load = (second) -> (second < 900) ? 150 : (second < 1800) ? Double.NaN : 80;
		Outcome outcome = new Simulator(recorded(load), this.application, Past.unknown(ZoneOffset.UTC), 60).run(1);
		assertThat(backlog(outcome, 33)).isEqualTo(backlog(outcome, 14), within(5000.0)).isGreaterThan(40_000);
	}

	@Test
	void aPolicyIsSimulatedAsIfItWereInForce() {
		Simulator simulator = simulator(SimulatorTests::step);
		assertThat(simulator.run(POLICY.withPause(new Pause(null)), 1)).isEqualTo(simulator.run(POLICY, 1));
	}

	@Test
	void whatThePolicyDoesNotAllowIsCorrectedAtTheBeginning() {
		Policy policy = new PolicySettings(3, 8, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null)
			.toPolicy();
		assertThat(simulator((second) -> 80).run(policy, 1).moments()).first().isEqualTo(new Moment(3, 0));
		assertThat(simulator((second) -> 80).run(POLICY, 20).highest()).isEqualTo(8);
	}

	@Test
	void aMinimumOfAWindowServesWhenTheWindowBegins() {
		WindowSettings window = new WindowSettings("peak", "UTC", null, "08:45", "09:00", null, null, 4, null, null,
				null, null);
		Policy policy = new PolicySettings(1, 8, null, null, null, null, null, null, null, null, null, null, null, null,
				List.of(window), null, null, null)
			.toPolicy();
		Outcome outcome = simulator((second) -> 80).run(policy, 1);
		assertThat(outcome.actions()).isEqualTo(2);
		assertThat(outcome.moments().get(43)).isEqualTo(new Moment(1, 0));
		assertThat(outcome.moments().get(45)).extracting(Moment::instances).isEqualTo(4);
		assertThat(outcome.moments()).last().isEqualTo(new Moment(1, 0));
	}

	@Test
	void aPolicyByStepsTakesSteps() {
		Policy steps = PolicySettings.of(Strategy.STEP, 8).toPolicy();
		assertThat(simulator(SimulatorTests::step).run(steps, 1).actions()).isGreaterThan(6);
	}

	@Test
	void aLoadIsRecordedTwice() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MeasuredLoad(BEGIN, new double[2], new double[3]));
	}

	private static double backlog(Outcome outcome, int minute) {
		return Objects.requireNonNull(outcome.moments().get(minute)).backlog();
	}

	private static double step(int second) {
		return (second / HALF_AN_HOUR == 1) ? 500 : 80;
	}

	private Simulator simulator(IntToDoubleFunction load) {
		return new Simulator(recorded(load), this.application, Past.unknown(ZoneOffset.UTC), 60);
	}

	/** As the rules record it: means of windows that end with the latest scrape. */
	private static MeasuredLoad recorded(IntToDoubleFunction load) {
		int[] evaluations = IntStream.rangeClosed(1, SECONDS / MeasuredLoad.STEP)
			.map((step) -> 15 * step - 7)
			.toArray();
		return new MeasuredLoad(BEGIN,
				IntStream.of(evaluations).mapToDouble((end) -> mean(load, end - 60, end)).toArray(),
				IntStream.of(evaluations).mapToDouble((end) -> mean(load, end - 30, end)).toArray());
	}

	private static double mean(IntToDoubleFunction load, int from, int to) {
		return IntStream.range(from, to)
			.mapToDouble((second) -> load.applyAsDouble(Math.max(0, second)))
			.average()
			.orElse(0);
	}

}
