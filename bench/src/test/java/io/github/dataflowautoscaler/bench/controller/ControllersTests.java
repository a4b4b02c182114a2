package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.measure.Run;
import io.github.dataflowautoscaler.bench.measure.Timeline;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ControllersTests {

	/** One instance, then two hours of work for six, then one again for three. */
	private final Scenario scenario = new Scenario("step", List.of(ApplicationSpec.transform(1000, 12, 12)),
			Rates.of(18_000, (second) -> (second >= 600 && second < 7200) ? 5000 : 100), List.of(), 7);

	@ParameterizedTest
	@ValueSource(strings = { "oracle", "fixed-steps", "hpa", "keda-tuned", "numaflow", "flink", "flink-tuned",
			"dataflow-autoscaler", "dataflow-autoscaler-auto", "dataflow-autoscaler-step" })
	void followsTheLoadOutAndIn(String controller) {
		Timeline timeline = run(controller);
		assertThat(timeline.ready(540)).isLessThanOrEqualTo(2);
		int most = 0;
		for (int second = 600; second < 7200; second++) {
			most = Math.max(most, timeline.ready(second));
		}
		assertThat(most).isGreaterThanOrEqualTo(6);
		assertThat(timeline.existing(17_999)).isLessThanOrEqualTo(3);
		assertThat(timeline.waiting(17_999)).isLessThan(1000);
	}

	@Test
	void theOracleIsReadyBeforeTheLoadComes() {
		Timeline timeline = run("oracle");
		assertThat(timeline.ready(600)).isGreaterThanOrEqualTo(4);
		assertThat(timeline.ready(630)).isEqualTo(6);
	}

	@Test
	void theOriginalRecipeContradictsItself() {
		Scenario bothAlerts = new Scenario("both", List.of(ApplicationSpec.transform(1000, 12, 12)),
				Rates.of(7200, (second) -> (second < 60) ? 100 : 3000), List.of(), 7);
		Timeline timeline = Run.of(bothAlerts, Controllers.create("original-recipe", bothAlerts)).get(0);
		List<Integer> counts = new ArrayList<>();
		for (int second = 0; second < 7200; second++) {
			int count = timeline.existing(second);
			if (counts.isEmpty() || counts.get(counts.size() - 1) != count) {
				counts.add(count);
			}
		}
		assertThat(counts).containsExactly(1, 4, 1);
		assertThat(timeline.waiting(7199)).isGreaterThan(1_000_000);
	}

	@Test
	void nobodyElseIsKnown() {
		assertThatIllegalArgumentException().isThrownBy(() -> Controllers.create("nobody", this.scenario))
			.withMessageContaining("nobody")
			.withMessageContaining("oracle");
	}

	private Timeline run(String controller) {
		return Run.of(this.scenario, Controllers.create(controller, this.scenario)).get(0);
	}

}
