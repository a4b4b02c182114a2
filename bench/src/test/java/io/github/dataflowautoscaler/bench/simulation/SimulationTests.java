package io.github.dataflowautoscaler.bench.simulation;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SimulationTests {

	private final ApplicationSpec transform = ApplicationSpec.transform(100, 4, 4);

	@Test
	void noMessageIsLostWhateverHappens() {
		ApplicationSpec splitter = new ApplicationSpec("splitter", 100, Scaling.power(0.9), Partitions.skewed(6, 0.5),
				6, 1.5);
		Simulation simulation = new Simulation(new Scenario("all", List.of(splitter, this.transform),
				Rates.of(900, (second) -> 150 + second % 200), List.of(new Outage(100, 200)), 1));
		for (int now = 0; now < 900; now++) {
			simulation.step(now);
			SimulatedApplication first = simulation.applications().get(0);
			if (now % 70 == 0) {
				first.scale(1 + now / 70 % 5, now);
			}
		}
		SimulatedApplication first = simulation.applications().get(0);
		SimulatedApplication second = simulation.applications().get(1);
		assertThat(first.arrived()).isCloseTo(simulation.sent(), within(1e-6));
		assertThat(first.handled() + first.waiting()).isCloseTo(first.arrived(), within(1e-6));
		assertThat(second.arrived()).isCloseTo(first.handled() * 1.5, within(1e-6));
		assertThat(second.handled() + second.waiting()).isCloseTo(second.arrived(), within(1e-6));
		assertThat(second.waiting()).isGreaterThan(10);
	}

	@Test
	void newInstancesTakeTheirTimeAndThenStopTheGroupForAMoment() {
		Simulation simulation = saturated(300);
		SimulatedApplication application = simulation.applications().get(0);
		int ready = -1;
		int pause = 0;
		for (int now = 0; now < 120; now++) {
			if (now == 10) {
				application.scale(4, now);
			}
			simulation.step(now);
			ready = (ready < 0 && application.readyInstances(now) == 4) ? now : ready;
			pause += (application.lastHandled() == 0) ? 1 : 0;
		}
		assertThat(ready - 10).isBetween(20, 45);
		assertThat(pause).isBetween(3, 8);
		assertThat(application.lastHandled()).isCloseTo(400, within(9.0));
	}

	@Test
	void scaleInTakesInstancesThatAreStillStartingFirst() {
		SimulatedApplication application = saturated(50).applications().get(0);
		application.scale(3, 0);
		application.scale(1, 5);
		assertThat(application.instances()).hasSize(1);
		assertThat(application.instances().get(0).ready(5)).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> application.scale(0, 6)).withMessageContaining("0");
	}

	@Test
	void anInstanceWithoutAPartitionIsIdle() {
		ApplicationSpec twoPartitions = ApplicationSpec.transform(100, 2, 4);
		Simulation simulation = new Simulation(
				new Scenario("idle", List.of(twoPartitions), Rates.of(1, (second) -> 500), List.of(), 2));
		SimulatedApplication application = simulation.applications().get(0);
		application.scale(4, -1);
		for (int now = 0; now < 100; now++) {
			simulation.step(now);
		}
		assertThat(application.readyInstances(100)).isEqualTo(4);
		assertThat(application.lastHandled()).isCloseTo(200, within(5.0));
		assertThat(application.instances().get(3).handled()).isZero();
	}

	/** It starts with one instance, which is what its first second needs. */
	private Simulation saturated(double rate) {
		return new Simulation(new Scenario("saturated", List.of(this.transform),
				Rates.of(100_000, (second) -> (second == 0) ? 1 : 2 * rate), List.of(), 3));
	}

}
