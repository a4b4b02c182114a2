package io.github.dataflowautoscaler.bench.load;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadsTests {

	@Test
	void tuningAndCheckingShareNothing() {
		List<Scenario> builtIn = Loads.builtIn();
		List<Scenario> check = Loads.check();
		assertThat(builtIn).hasSameSizeAs(check);
		Set<Object> seen = new HashSet<>();
		for (Scenario scenario : builtIn) {
			assertThat(seen.add(scenario.name()) && seen.add(scenario.seed()) && seen.add(sum(scenario))).isTrue();
		}
		for (Scenario scenario : check) {
			assertThat(seen.add(scenario.name()) && seen.add(scenario.seed()) && seen.add(sum(scenario))).isTrue();
		}
	}

	@Test
	void aLoadIsTheSameEveryTime() {
		List<Double> first = Loads.builtIn().stream().map(LoadsTests::sum).toList();
		assertThat(Loads.builtIn().stream().map(LoadsTests::sum)).containsExactlyElementsOf(first);
	}

	@Test
	void everyLoadButTheCappedOnesCanBeServed() {
		for (Scenario scenario : List.of(Loads.builtIn(), Loads.check()).stream().flatMap(List::stream).toList()) {
			for (int index = 0; index < scenario.applications().size(); index++) {
				double highest = scenario.rates().highest() * scenario.ratioBefore(index);
				double most = scenario.applications()
					.get(index)
					.throughput(scenario.applications().get(index).maxInstances());
				assertThat(highest > most).as(scenario.name() + " " + highest + " of " + most)
					.isEqualTo(scenario.name().endsWith("capped"));
			}
		}
	}

	@Test
	void aSourceThatFailedMakesUpForIt() {
		Rates rates = Shapes.withSourceOutage(Rates.of(100, (second) -> 10), 20, 40);
		assertThat(rates.at(19)).isEqualTo(10);
		assertThat(rates.at(20)).isZero();
		assertThat(rates.at(40)).isEqualTo(20);
		assertThat(rates.mean(0, 100)).isEqualTo(10);
	}

	private static double sum(Scenario scenario) {
		return scenario.rates().mean(0, scenario.rates().seconds());
	}

}
