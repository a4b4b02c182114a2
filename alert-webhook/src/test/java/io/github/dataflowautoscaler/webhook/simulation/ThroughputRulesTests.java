package io.github.dataflowautoscaler.webhook.simulation;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
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
		Sight seen = sight(arrival, input, busy, lag, trend, 2, 2);
		assertThat(ThroughputRules.overloaded(seen, this.policy)).as(why).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{3}")
	@CsvSource({ "1.5, 4, 4, true, three do the work of two on four partitions",
			"1.8, 4, 4, false, too much for what remains", "0.8, 2, 2, true, one is enough",
			"0.5, 1, 1, false, nothing to remove", "0.8, 2, 3, false, one does not report",
			"NaN, 4, 4, false, unknown" })
	void oversized(double busy, double instances, double running, boolean expected, String why) {
		Sight seen = sight(1000, 1000, busy, 500, 0, instances, running);
		assertThat(ThroughputRules.oversized(seen, this.policy, 0.85)).as(why).isEqualTo(expected);
	}

	private static Sight sight(double arrival, double input, double busy, double lag, double trend, double reporting,
			double running) {
		Measurement rate = Measurement.of(arrival);
		Measurement instances = Measurement.of(reporting);
		return new Sight(0,
				new Observation(new Arrival(rate, rate, Measurement.of(0), Measurement.of(0)), Measurement.of(input),
						Measurement.of(input), Measurement.of(busy), Measurement.of(lag), Measurement.of(trend),
						instances, instances, Measurement.of(4), null),
				(int) running, (int) running);
	}

}
