package io.github.dataflowautoscaler.webhook.dataflow;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamShape}.
 */
class StreamShapeTests {

	@Test
	@DisplayName("case 65: an application's destinations are those of the pipe, and those of bindings of its own")
	void destinations() {
		StreamShape shape = shape("""
				:orders > t1: transform | work --spring.cloud.stream.bindings.drinks.destination=a,b \
				--spring.cloud.stream.bindings.drinks.group=g --spring.cloud.stream.bindings.f-out-1.destination=c \
				| log > :done""");
		assertThat(shape.applications()).containsExactly("t1", "work", "log");
		assertThat(shape.bindings().get("t1").inputs()).containsExactly("orders");
		assertThat(shape.bindings().get("t1").outputs()).containsExactly("s.t1");
		assertThat(shape.bindings().get("work").inputs()).containsExactlyInAnyOrder("s.t1", "a", "b");
		assertThat(shape.bindings().get("work").outputs()).containsExactlyInAnyOrder("s.work", "c");
		assertThat(shape.bindings().get("log").outputs()).containsExactly("done");
		assertThat(shape.bindings()).doesNotContainKey("transform");
	}

	@ParameterizedTest
	@CsvSource({ "time | log, true", ":orders > time | log, false", "time || log, false",
			"time --spring.cloud.stream.bindings.f-in-0.destination=orders | log, false" })
	@DisplayName("case 65: an application that was given something to read is no source")
	void source(String dsl, boolean source) {
		assertThat(shape(dsl).isSource("time")).isEqualTo(source);
	}

	private static StreamShape shape(String dsl) {
		return StreamShape.parse("s", dsl).orElseThrow();
	}

}
