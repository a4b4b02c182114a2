package io.github.dataflowautoscaler.webhook.decision;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Observation}.
 */
class ObservationTests {

	@ParameterizedTest(name = "{0} instances report {1} consumers: {2} each")
	@CsvSource({ "1, 4, 4", "2, 6, 3", "4, 2, 1", "0, 4, 1" })
	void threadsPerInstance(double instances, double consumers, double each) {
		Observation observation = Measured.nothing().instances(instances).consumers(consumers).observation();
		assertThat(observation.consumersPerInstance()).isEqualTo(each);
	}

	@Test
	@DisplayName("case 68: where consumers are unknown none is active")
	void threadsUnknown() {
		Observation observation = Measured.nothing().instances(3).observation();
		assertThat(observation.consumersPerInstance()).isEqualTo(1);
		assertThat(observation.activeConsumers()).isZero();
		assertThat(Observation.unknown("").consumersPerInstance()).isEqualTo(1);
		assertThat(Observation.unknown("").activeConsumers()).isZero();
	}

	@Test
	void aThreadWithoutAPartitionIsNotActive() {
		assertThat(Measured.nothing().consumers(4).partitions(2).observation().activeConsumers()).isEqualTo(2);
		assertThat(Measured.nothing().consumers(4).partitions(9).observation().activeConsumers()).isEqualTo(4);
		assertThat(Measured.nothing().consumers(4).observation().activeConsumers()).isEqualTo(4);
	}

	@ParameterizedTest(name = "{0} instances of two consumers on {1} partitions do the work of {2} consumers")
	@CsvSource({ "5, , 10", "5, 0, 10", "3, 1, 1", "1, 4, 2", "2, 5, 2.5", "2, 4, 4", "3, 4, 4", "0, 4, 0" })
	@DisplayName("case 40: consumers that have unequal shares of the partitions do the work of fewer")
	void effectiveConsumers(int count, Double partitions, double consumers) {
		Measured measured = Measured.nothing().instances(2).consumers(4);
		Observation observation = (partitions != null) ? measured.partitions(partitions).observation()
				: measured.observation();
		assertThat(observation.effectiveConsumers(count)).isEqualTo(consumers);
	}

}
