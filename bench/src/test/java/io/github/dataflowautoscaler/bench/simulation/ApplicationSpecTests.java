package io.github.dataflowautoscaler.bench.simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ApplicationSpecTests {

	@ParameterizedTest(name = "{0} instances on 4 partitions handle {1}")
	@CsvSource({ "1, 100", "2, 200", "3, 200", "4, 400", "5, 400" })
	void partitionsAreIndivisible(int instances, double throughput) {
		assertThat(ApplicationSpec.transform(100, 4, 5).throughput(instances)).isCloseTo(throughput, within(1e-9));
	}

	@ParameterizedTest(name = "{0} messages/s need {1}")
	@CsvSource({ "0, 1", "100, 1", "101, 2", "201, 4", "400, 4", "999, 4" })
	void neededAreTheFewestThatKeepUpOrComeClosest(double rate, int instances) {
		assertThat(ApplicationSpec.transform(100, 4, 5).needed(rate)).isEqualTo(instances);
	}

	@Test
	void scalingLawsGiveWhatTheyPromise() {
		assertThat(8 * Scaling.power(0.9).efficiency(8)).isCloseTo(Math.pow(8, 0.9), within(1e-9));
		assertThat(Scaling.universal(0.1, 0.01).efficiency(1)).isEqualTo(1);
		assertThat(Scaling.universal(0.1, 0.01).efficiency(2)).isCloseTo(1 / 1.12, within(1e-9));
	}

	@Test
	void rangesAreNeighboursAndTheFirstGetOneMore() {
		Partitions partitions = Partitions.uniform(7);
		assertThat(partitions.first(0, 3)).isZero();
		assertThat(partitions.first(1, 3)).isEqualTo(3);
		assertThat(partitions.first(2, 3)).isEqualTo(5);
		assertThat(partitions.first(3, 3)).isEqualTo(7);
		assertThat(partitions.heaviestShare(3)).isCloseTo(3.0 / 7, within(1e-9));
	}

	@Test
	void skewedWeightsSumUpToOne() {
		Partitions partitions = Partitions.skewed(24, 0.5);
		double sum = 0;
		double heaviest = 0;
		for (int partition = 0; partition < 24; partition++) {
			sum += partitions.weight(partition);
			heaviest = Math.max(heaviest, partitions.weight(partition));
		}
		assertThat(sum).isCloseTo(1, within(1e-9));
		assertThat(heaviest * 24).isCloseTo(2.8, within(0.2));
	}

}
