package io.github.dataflowautoscaler.bench.controller;

import java.util.List;

import io.github.dataflowautoscaler.bench.measure.Run;
import io.github.dataflowautoscaler.bench.measure.Timeline;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scaling;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataFlowAutoscalerTests {

	@Test
	void anApplicationThatReadsFromAnotherIsScaledInTheSameRound() {
		ApplicationSpec first = new ApplicationSpec("first", 1000, Scaling.linear(), Partitions.uniform(60), 10, 1);
		ApplicationSpec second = new ApplicationSpec("second", 1000, Scaling.linear(), Partitions.uniform(60), 10, 1);
		Scenario scenario = new Scenario("chain", List.of(first, second),
				Rates.of(3000, (second1) -> (second1 < 1200) ? 800 : 4000), List.of(), 9);
		List<Timeline> timelines = Run.of(scenario, Controllers.create("dataflow-autoscaler", scenario));
		int firstScaled = scaledOut(timelines.get(0));
		assertThat(firstScaled).isBetween(1200, 1400);
		assertThat(scaledOut(timelines.get(1))).isEqualTo(firstScaled);
		assertThat(timelines.get(1).ready(2999)).isGreaterThanOrEqualTo(4);
	}

	private static int scaledOut(Timeline timeline) {
		int second = 1200;
		while (timeline.existing(second) <= timeline.existing(1199)) {
			second++;
		}
		return second;
	}

}
