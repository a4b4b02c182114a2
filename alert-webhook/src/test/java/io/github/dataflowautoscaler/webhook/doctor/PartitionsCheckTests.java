package io.github.dataflowautoscaler.webhook.doctor;

import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests for what {@link PartitionsCheck} asks: of two instances, the first one works.
 */
class PartitionsCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "spring_kafka_listener_seconds_count{name=\"container-%d\",",
			"spring_integration_send_seconds_count{type=\"channel\",name=\"input\",n=\"%d\",",
			"spring_integration_send_seconds_count{type=\"channel\",name=\"process-in-%d\",",
			"spring_integration_producer_seconds_count{spring_integration_name=\"process-in-%d\",",
			"kafka_consumer_fetch_manager_records_consumed_total{client_id=\"consumer-%d\"," })
	@DisplayName("case 59: an instance that works counts once, whichever metrics show it")
	void anInstanceThatWorksIsOne(String counter, @TempDir Path directory) {
		String input = series(counter, 0, "a", "0+15x20") + series(counter, 1, "a", "0+15x20")
				+ series(counter, 0, "b", "7x20") + series(counter, 1, "b", "7x20");
		Promtool.assertPasses(directory, """
				evaluation_interval: 15s
				tests:
				- interval: 15s
				  input_series:
				%s  promql_expr_test:
				  - expr: '%s'
				    eval_time: 5m
				    exp_samples: [{labels: '{stream_name="s",application_name="work",instance="a"}', value: 1}]
				""".formatted(input, PartitionsCheck.WORKING));
	}

	private static String series(String counter, int number, String instance, String values) {
		return "  - {series: '%sstream_name=\"s\",application_name=\"work\",instance=\"%s\"}', values: '%s'}\n"
			.formatted(counter.formatted(number), instance, values);
	}

}
