package io.github.dataflowautoscaler.webhook.decision;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
		assertThat(observation.evenConsumers(count)).isEqualTo(consumers);
		assertThat(observation.effectiveConsumers(count)).isEqualTo(consumers);
	}

	@ParameterizedTest(name = "{0} instances with {1} of {2} partitions in the first consumer, and 40 % in one: {3}")
	@CsvSource({ "1, 4, 4, 1", "2, 2, 4, 1.6667", "3, 2, 4, 1.6667", "4, 1, 4, 2.5", "9, 1, 4, 2.5", "0, , 4, 0",
			"3, , , 3", "3, , 0, 3" })
	void theConsumerOfAHotPartitionIsFullBeforeTheOthers(int count, Integer each, Double partitions, double consumers) {
		Measured measured = Measured.nothing().instances(2).consumers(2).hotPartition(0.4);
		Observation observation = (partitions != null) ? measured.partitions(partitions).observation()
				: measured.observation();
		assertThat(observation.effectiveConsumers(count)).isCloseTo(consumers, within(1e-4));
	}

	@ParameterizedTest(name = "{0} % in one of 12 partitions: {1} instances help")
	@CsvSource({ "99, 1", "70, 1", "63, 2", "50, 4", "41, 6", "30, 12", "8.4, 12" })
	void instancesHelpWhileTheyRaiseWhatCanBeDoneByAFifthOfWhatTheyAdd(double percent, int instances) {
		Measured measured = Measured.nothing().instances(1).consumers(1).partitions(12).hotPartition(percent / 100);
		assertThat(measured.observation().helpfulInstances()).isEqualTo(instances);
		assertThat(measured.instances(1).consumers(2).observation().helpfulInstances())
			.isLessThanOrEqualTo((instances + 1) / 2);
	}

	@ParameterizedTest(name = "{0} consumers of work, 41 % of it in one of 12 partitions: {1} instances at least")
	@CsvSource({ "0.5, 1", "1, 1", "1.01, 2", "1.7, 3", "2, 6", "2.4, 12", "2.5, 2", "3.5, 3", "6, 4", "9, 6", "19, 12",
			"40, 12" })
	void theFewestInstancesAreThoseWhoseConsumersKeepUpAsFarAsTheyCan(double work, int instances) {
		Measured measured = Measured.nothing().instances(1).consumers(1).partitions(12).hotPartition(0.41);
		assertThat(measured.observation().fewestInstances(work)).isEqualTo(instances);
	}

	@Test
	void consumersThatAreJustFullKeepUp() {
		Measured measured = Measured.nothing().instances(1).consumers(1).partitions(3).hotPartition(0.75);
		assertThat(measured.observation().fewestInstances(4)).isEqualTo(2);
	}

	@Test
	void withoutAHotPartitionOneInstanceIsTheFewest() {
		assertThat(Measured.nothing().instances(1).consumers(1).partitions(12).observation().fewestInstances(9))
			.isOne();
		assertThat(Measured.nothing().instances(1).consumers(1).hotPartition(0.4).observation().fewestInstances(9))
			.isOne();
		assertThat(Observation.unknown("").mostInstances()).isOne();
		assertThat(Measured.nothing().instances(1).consumers(2).partitions(5).observation().mostInstances())
			.isEqualTo(3);
	}

	@Test
	void consumersAreFullTogetherUnlessOneOfThemHasMore() {
		Measured measured = Measured.nothing().instances(3).consumers(3).partitions(4);
		assertThat(measured.observation().fullConsumers()).isEqualTo(3);
		assertThat(measured.hotPartition(0.4).observation().fullConsumers()).isCloseTo(1.6667, within(1e-4));
		assertThat(Measured.nothing().consumers(1).partitions(4).hotPartition(0.4).observation().fullConsumers())
			.isZero();
	}

	@Test
	void aHotPartitionSaysWhatItGets() {
		assertThat(new HotPartition("7", 0.41)).hasToString("partition 7 carries 41 %");
		assertThat(new HotPartition("0", 1).other(1)).isZero();
		assertThat(new HotPartition("0", 1).other(4)).isZero();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -0.1, 1.01, Double.NaN })
	void noPartitionGetsNothingOrMoreThanAll(double share) {
		assertThatIllegalArgumentException().isThrownBy(() -> new HotPartition("7", share))
			.withMessageContaining(String.valueOf(share));
	}

}
