package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApplicationTests {

	@ParameterizedTest(name = "{0} instances with {1} consumers on {2} partitions do {3}, which takes {4}")
	@CsvSource({ "0, 1, 4, 0, 1", "1, 1, 4, 100, 1", "2, 1, 4, 200, 2", "3, 1, 4, 200, 2", "4, 1, 4, 400, 4",
			"8, 1, 4, 400, 4", "2, 2, 4, 400, 2", "3, 1, 0, 300, 3" })
	void throughput(int instances, double consumers, int partitions, double throughput, int needed) {
		Application application = new Application(100, consumers, partitions, Duration.ofSeconds(30));
		assertThat(application.throughput(instances)).isEqualTo(throughput);
		assertThat(application.needed(throughput)).isEqualTo(needed);
	}

	@Test
	void noMoreInstancesAreNeededThanThereArePartitions() {
		assertThat(new Application(100, 1, 4, Duration.ZERO).needed(100_000)).isEqualTo(4);
	}

	@Test
	void anApplicationCanDoSomething() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Application(0, 1, 4, Duration.ZERO))
			.withMessageContaining("a capacity of 0.0");
	}

}
