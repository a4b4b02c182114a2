package io.github.dataflowautoscaler.bench.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	@ParameterizedTest(name = "of 1 to {0} ms the {1}th percentile is {2} ms")
	@CsvSource({ "100, 50, 50", "100, 99, 99", "100, 99.9, 100", "100, 100, 100", "10, 99, 10", "10, 90, 9", "3, 50, 2",
			"1, 50, 1" })
	void percentilesAreValuesThatWereMeasured(int count, double percent, double expected) {
		List<Long> latencies = new ArrayList<>(
				LongStream.rangeClosed(1, count).map((millis) -> millis * 1_000_000).boxed().toList());
		Collections.reverse(latencies);
		assertThat(new Latencies(latencies, Duration.ofSeconds(1)).percentile(percent)).isEqualTo(expected);
	}

	@Test
	void theRateIsThatOfTheWholePhase() {
		Latencies latencies = new Latencies(List.of(1L, 2L, 3L), Duration.ofMillis(1500));
		assertThat(latencies.count()).isEqualTo(3);
		assertThat(latencies.perSecond()).isEqualTo(2);
	}

	@Test
	void nothingCanNotBeSummedUp() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(List.of(), Duration.ofSeconds(1)))
			.withMessage("0 answers in PT1S can't be summed up");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Latencies(List.of(1L), Duration.ofSeconds(1)).percentile(0))
			.withMessage("There is no percentile 0.0");
	}

}
