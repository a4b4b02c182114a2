package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Size}.
 */
class SizeTests {

	@ParameterizedTest(name = "{0} consumers of work, {1} consumer(s) an instance: {2}")
	@CsvSource({ "0, 1, 1", "0.1, 1, 1", "1, 1, 1", "2, 1, 2", "2.01, 1, 3", "4, 2, 2", "4.01, 2, 3" })
	void withoutPartitionsTheWorkIsRoundedUp(double consumers, double perInstance, int instances) {
		Observation observation = Measured.nothing().instances(2).consumers(2 * perInstance).observation();
		Size size = Size.of(policy(1, 20), observation, consumers, consumers);
		assertThat(size.required()).isEqualTo(instances);
		assertThat(size.instances()).isEqualTo(instances);
		assertThat(size.limits()).isEmpty();
	}

	@ParameterizedTest(name = "{0} consumers of work, {1} consumer(s) an instance, {2} partitions, {3}..{4}: {6}")
	@CsvSource(textBlock = """
			3,   1, 12, 1, 20, 3,  3,
			3.1, 1, 12, 1, 20, 4,  4,
			4.1, 1, 12, 1, 20, 5,  6,  partitions spread unevenly: 6 instead of 5
			5,   1, 1,  1, 20, 5,  1,  partitions: 1 instead of 5
			3.5, 2, 3,  1, 20, 2,  2,
			13,  2, 12, 1, 20, 7,  6,  partitions: 6 instead of 7
			100, 2, 4,  1, 20, 50, 2,  maximum: 20 instead of 50; partitions: 2 instead of 20
			1,   1, 4,  3, 3,  1,  3,  minimum: 3 instead of 1
			1,   1, 2,  3, 9,  1,  3,  minimum: 3 instead of 1
			300, 1, 12, 1, 10, 300, 6, maximum: 10 instead of 300; same heaviest share of partitions: 6 instead of 10
			30,  1, 0,  1, 20, 30, 20, maximum: 20 instead of 30
			""")
	@DisplayName("case 40: each limit that made a difference is kept, in its order")
	void limits(double consumers, double perInstance, double partitions, int min, int max, int required, int instances,
			String limits) {
		Observation observation = Measured.nothing()
			.instances(2)
			.consumers(2 * perInstance)
			.partitions(partitions)
			.observation();
		Size size = Size.of(policy(min, max), observation, consumers, consumers);
		assertThat(size.required()).isEqualTo(required);
		assertThat(size.instances()).isEqualTo(instances);
		assertThat(String.join("; ", size.limits().stream().map(Limit::toString).toList()))
			.isEqualTo((limits != null) ? limits : "");
	}

	@ParameterizedTest(name = "{0} consumers of work, {1} of it what arrives, at most {2}: {3}")
	@CsvSource(textBlock = """
			1,    0.8, 20, 1,
			2.2,  1.9, 20, 4,  hot partition: 4 instead of 3
			2.2,  1.7, 20, 3,
			2.5,  2.1, 4,  4,  hot partition: 6 instead of 3; maximum: 4 instead of 6
			3.5,  3,   20, 4,
			9,    2.1, 20, 6,  partitions spread unevenly: 12 instead of 9; hot partition: 6 instead of 12
			9,    2.4, 20, 12, partitions spread unevenly: 12 instead of 9
			9,    8,   20, 6,  partitions spread unevenly: 12 instead of 9; hot partition: 6 instead of 12
			20,   19,  20, 12, hot partition: 12 instead of 20
			""")
	void aHotPartitionNeedsAConsumerThatKeepsUpAndNoneThatIsOfNoUse(double consumers, double full, int max,
			int instances, String limits) {
		Observation observation = Measured.nothing()
			.instances(1)
			.consumers(1)
			.partitions(12)
			.hotPartition(0.41)
			.observation();
		Size size = Size.of(policy(1, max), observation, consumers, full);
		assertThat(size.instances()).isEqualTo(instances);
		assertThat(String.join("; ", size.limits().stream().map(Limit::toString).toList()))
			.isEqualTo((limits != null) ? limits : "");
	}

	private static Policy policy(int min, int max) {
		return new PolicySettings(min, max, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null)
			.toPolicy();
	}

}
