package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Partitioning}.
 */
class PartitioningTests {

	@ParameterizedTest
	@CsvSource({ "partitionKeyExpression=payload partitionCount=1, true, 1",
			"partitionKeyExtractorName=x partitionCount=3, true, 3", "partitionKeyExpression=payload, true, 1",
			"partitionKeyExpression=payload partitionCount=some, true, 1",
			"partition-key-expression=payload partition-count=4, false, 1", "partitionCount=4, false, 4",
			"useNativeEncoding=true, false, 1" })
	void aKeyInTheUsualSpellingIsRecognized(String properties, boolean overwritten, int count) {
		Map<String, String> named = Stream.of(properties.split(" "))
			.map((property) -> property.split("="))
			.collect(Collectors.toMap((parts) -> "spring.cloud.stream.bindings.output.producer." + parts[0],
					(parts) -> parts[1]));
		assertThat(Partitioning.of(named)).isEqualTo(new Partitioning(overwritten, count));
	}

}
