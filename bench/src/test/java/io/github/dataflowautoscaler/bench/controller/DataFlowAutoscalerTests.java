package io.github.dataflowautoscaler.bench.controller;

import java.util.List;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.bench.measure.Run;
import io.github.dataflowautoscaler.bench.measure.Timeline;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scaling;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	/** Of 12 partitions one gets 42 %, and a consumer can do 1000 messages/s. */
	@ParameterizedTest(name = "{0} messages/s: {1} instances")
	@CsvSource({ "1700, 3", "2200, 12", "3500, 6" })
	void aHotPartitionGetsTheInstancesThatHelpItInOneStep(int load, int instances) {
		ApplicationSpec application = new ApplicationSpec("transform", 1000, Scaling.linear(),
				Partitions.skewed(12, 1.3), 12, 1);
		Scenario scenario = new Scenario("hot", List.of(application),
				Rates.of(3600, (second) -> (second < 1200) ? 600 : load), List.of(), 5);
		Timeline timeline = Run.of(scenario, Controllers.create("dataflow-autoscaler", scenario)).get(0);
		assertThat(IntStream.range(1200, 3600).map(timeline::existing).distinct()).containsExactly(1, instances);
	}

	private static int scaledOut(Timeline timeline) {
		int second = 1200;
		while (timeline.existing(second) <= timeline.existing(1199)) {
			second++;
		}
		return second;
	}

}
