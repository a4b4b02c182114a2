package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScalingProperties}.
 */
class ScalingPropertiesTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@ParameterizedTest
	@CsvSource({ "1, PT2S", "2, PT4S", "5, PT32S", "6, PT1M", "7, PT1M", "1000000, PT1M" })
	void theTimeToTheNextAttemptDoublesUpToAMinuteAndVariesByApplication(int attempts, Duration longest) {
		ScalingProperties properties = new ScalingProperties(MINUTE, MINUTE, MINUTE, Duration.ofSeconds(1),
				Duration.ofSeconds(2));
		List<Duration> times = IntStream.range(0, 200)
			.mapToObj((index) -> properties.backoff(new ApplicationId("s" + index, "transform"), attempts))
			.distinct()
			.toList();
		assertThat(times).hasSizeGreaterThan(50)
			.allSatisfy((time) -> assertThat(time).isBetween(longest.multipliedBy(3).dividedBy(4), longest));
	}

}
