package io.github.dataflowautoscaler.webhook.doctor;

import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which alerts have fired for so long that they should have come.
 */
class NotificationCheckTests {

	@ParameterizedTest
	@CsvSource({ "'1x60', 1", "'_x36 1x24', 1", "'_x48 1x12', 0", "'1x36 stale', 0" })
	@DisplayName("an alert that has fired for three minutes and still does is one that should have come")
	void longFiring(String values, int found, @TempDir Path directory) {
		String labels = "alertname=\"A\", alertstate=\"firing\", stream_name=\"scaletest\"";
		Promtool.assertPasses(directory, """
				evaluation_interval: 10s
				tests:
				  - interval: 10s
				    input_series:
				      - { series: 'ALERTS{%1$s}', values: '%2$s' }
				      - { series: 'ALERTS{alertname="B", alertstate="firing"}', values: '1x60' }
				    promql_expr_test:
				      - expr: count(%3$s) or vector(0)
				        eval_time: 10m
				        exp_samples: [{ labels: '{}', value: %4$d }]
				""".formatted(labels, values, NotificationCheck.LONG_FIRING, found));
	}

}
