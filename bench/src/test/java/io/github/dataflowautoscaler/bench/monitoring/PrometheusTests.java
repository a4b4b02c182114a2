package io.github.dataflowautoscaler.bench.monitoring;

import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.bench.simulation.Simulation;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusTests {

	private final Simulation simulation = new Simulation(new Scenario("steady",
			List.of(ApplicationSpec.transform(100, 12, 6)), Rates.of(100_000, (second) -> 240), List.of(), 5));

	private final Prometheus prometheus = new Prometheus(this.simulation, 15, 5);

	private final RecordingRules rules = new RecordingRules(this.simulation, this.prometheus);

	private int now;

	@Test
	void readingsAreUnknownBeforeTheFirstScrapeAndThenClose() {
		assertThat(this.rules.of(0).input()).isNaN();
		pass(300);
		Readings readings = this.rules.of(0);
		assertThat(readings.arrival()).isCloseTo(240, Percentage.withPercentage(3));
		assertThat(readings.input()).isCloseTo(240, Percentage.withPercentage(3));
		assertThat(readings.busy()).isCloseTo(2.4, Percentage.withPercentage(4));
		assertThat(readings.instances()).isEqualTo(3);
		assertThat(readings.partitions()).isEqualTo(12);
		assertThat(readings.lag()).isCloseTo(120, Percentage.withPercentage(15));
	}

	@Test
	void aRemovedInstanceIsNotCountedAnyLongerButStaysInTheRates() {
		pass(300);
		this.simulation.applications().get(0).scale(1, this.now);
		pass(30);
		Readings readings = this.rules.of(0);
		assertThat(readings.instances()).isEqualTo(1);
		assertThat(readings.input()).as("one instance alone could only take in 100").isGreaterThan(130);
		pass(90);
		assertThat(this.rules.of(0).input()).isCloseTo(100, Percentage.withPercentage(4));
	}

	@Test
	void startingInstancesRunWithoutReporting() {
		pass(300);
		this.simulation.applications().get(0).scale(5, this.now);
		pass(18);
		assertThat(this.rules.of(0).running()).isEqualTo(5);
		assertThat(this.rules.of(0).instances()).isEqualTo(3);
		pass(82);
		assertThat(this.rules.of(0).instances()).isEqualTo(5);
	}

	private void pass(int seconds) {
		for (int end = this.now + seconds; this.now < end; this.now++) {
			this.simulation.step(this.now);
			this.prometheus.scrape(this.now);
			this.rules.evaluate(this.now);
		}
	}

}
