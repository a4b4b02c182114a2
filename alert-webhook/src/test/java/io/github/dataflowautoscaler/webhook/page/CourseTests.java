package io.github.dataflowautoscaler.webhook.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Course}.
 */
class CourseTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "0 5 10, M0 100L1 50L2 0", "10 ? 5, M0 0M2 50", "? 4 4 ?, M1 0L2 0", "0 0, M0 100L1 100" })
	void itIsALineWithGaps(String values, String path) {
		assertThat(Course.of(values(values))).extracting(Course::path).isEqualTo(path);
	}

	@Test
	void itIsToldInWordsToo() {
		assertThat(Course.of(values("8 ? 34.25"))).extracting(Course::words)
			.isEqualTo("Between 8 and 34.3 messages/s arrived in the last hour");
	}

	@Test
	void ofNothingThereIsNone() {
		assertThat(Course.of(values("? ?"))).isNull();
	}

	private static List<Double> values(String text) {
		return Arrays.asList(Stream.of(text.split(" "))
			.map((value) -> value.equals("?") ? null : Double.valueOf(value))
			.toArray(Double[]::new));
	}

}
