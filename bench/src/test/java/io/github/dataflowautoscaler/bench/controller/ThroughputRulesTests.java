package io.github.dataflowautoscaler.bench.controller;

import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThroughputRulesTests {

	private final Policy policy = PolicySettings.of(Strategy.STEP, 4).toPolicy();

	@ParameterizedTest(name = "{6}")
	@CsvSource({ "1000, 850, 10000, 0, 1, true, falls behind", "1000, 950, 1000, 0, 1, false, within the tolerance",
			"1000, 850, 1000, 0, 1, false, nothing waits", "1000, 995, 50000, 0, 1, true, lag that stays",
			"1000, 995, 50000, -20, 1, false, lag that shrinks", "NaN, 850, NaN, NaN, 1, false, unknown",
			"1000, 1000, 500, 0, 1.91, true, next to nothing to spare" })
	void overloaded(double arrival, double input, double lag, double trend, double busy, boolean expected, String why) {
		Readings readings = new Readings(arrival, arrival, 0, 0, input, input, busy, lag, trend, 2, 4, 2, Double.NaN,
				0);
		assertThat(ThroughputRules.overloaded(readings, this.policy)).as(why).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{3}")
	@CsvSource({ "1.5, 4, 4, true, three do the work of two on four partitions",
			"1.8, 4, 4, false, too much for what remains", "0.8, 2, 2, true, one is enough",
			"0.5, 1, 1, false, nothing to remove", "0.8, 2, 3, false, one does not report",
			"NaN, 4, 4, false, unknown" })
	void oversized(double busy, double instances, double running, boolean expected, String why) {
		Readings readings = new Readings(1000, 1000, 0, 0, 1000, 1000, busy, 500, 0, instances, 4, running, Double.NaN,
				0);
		assertThat(ThroughputRules.oversized(readings, this.policy, 0.85)).as(why).isEqualTo(expected);
	}

}
