package io.github.dataflowautoscaler.bench.measure;

import java.util.List;

import io.github.dataflowautoscaler.bench.controller.Controllers;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Outage;
import io.github.dataflowautoscaler.bench.simulation.Partitions;
import io.github.dataflowautoscaler.bench.simulation.Rates;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasuresTests {

	/** Two instances are needed all the time. */
	private final Scenario steady = scenario(Rates.of(400, (second) -> 200));

	@Test
	void accuracyIsTheDistanceInSharesOfTheDemand() {
		Timeline timeline = new Timeline(400);
		// 100 s with one too few, 100 s with two too many, the rest as needed.
		fill(timeline, 0, 100, 1, 0);
		fill(timeline, 100, 200, 4, 0);
		fill(timeline, 200, 400, 2, 0);
		Figures figures = measure(timeline);
		assertThat(figures.underProvisioningPercent()).isEqualTo(12.5);
		assertThat(figures.overProvisioningPercent()).isEqualTo(25);
		assertThat(figures.underProvisionedTimePercent()).isEqualTo(25);
		assertThat(figures.overProvisionedTimePercent()).isEqualTo(25);
		assertThat(figures.instanceHours()).isEqualTo(0.25);
		assertThat(figures.settlingSeconds()).isEqualTo(100);
	}

	@Test
	void aBacklogIsWorthTheTimeOfTheDemandedInstances() {
		Timeline timeline = new Timeline(400);
		fill(timeline, 0, 300, 2, 0);
		fill(timeline, 300, 320, 2, 9000);
		fill(timeline, 320, 400, 2, 5000);
		Figures figures = measure(timeline);
		assertThat(figures.worstBacklogSeconds()).isEqualTo(45);
		assertThat(figures.backlogOver30sTimePercent()).isEqualTo(5);
		assertThat(figures.settlingSeconds()).isEqualTo(100);
	}

	@Test
	void reversalsAreActionsAgainstTheOneBefore() {
		Timeline timeline = new Timeline(400);
		fill(timeline, 0, 400, 2, 0);
		timeline.act(-1, 1, 2);
		timeline.act(10, 2, 4);
		timeline.act(20, 4, 5);
		timeline.act(30, 5, 3);
		timeline.act(40, 3, 4);
		Figures figures = measure(timeline);
		assertThat(figures.actions()).as("without the one of the warm-up").isEqualTo(4);
		assertThat(figures.reversals()).isEqualTo(2);
	}

	@Test
	void wrongIsScalingInBelowTheLoadOrBeforeABacklogIsGone() {
		Timeline timeline = new Timeline(400);
		fill(timeline, 0, 100, 3, 0);
		fill(timeline, 100, 400, 3, 2100);
		timeline.act(10, 3, 2);
		assertThat(measure(timeline).wrongDirectionActions()).isZero();
		timeline.act(20, 3, 1);
		assertThat(measure(timeline).wrongDirectionActions()).isEqualTo(1);
		timeline.act(110, 3, 2);
		assertThat(measure(timeline).wrongDirectionActions()).isEqualTo(2);
	}

	@Test
	void wrongIsScalingOutWithTimeToSpareAndNothingWaiting() {
		Timeline timeline = new Timeline(400);
		fill(timeline, 0, 100, 3, 0);
		fill(timeline, 100, 400, 3, 2100);
		timeline.act(10, 2, 3);
		timeline.act(110, 3, 4);
		assertThat(measure(timeline).wrongDirectionActions()).isZero();
		timeline.act(20, 3, 4);
		assertThat(measure(timeline).wrongDirectionActions()).isEqualTo(1);
	}

	@Test
	void lookingAheadIsNotWrong() {
		Scenario rising = scenario(Rates.of(400, (second) -> (second < 150) ? 100 : 400));
		Timeline timeline = new Timeline(400);
		fill(timeline, 0, 400, 2, 0);
		timeline.act(60, 2, 4);
		assertThat(Measures.of("x", Demand.of(rising), List.of(timeline)).wrongDirectionActions()).isZero();
		timeline.act(0, 2, 4);
		assertThat(Measures.of("x", Demand.of(rising), List.of(timeline)).wrongDirectionActions()).isEqualTo(1);
	}

	@Test
	void demandIncludesWhatAnOutageLeavesAndOnlyThat() {
		Scenario outage = new Scenario("outage", List.of(ApplicationSpec.transform(100, 60, 10)),
				Rates.of(2000, (second) -> 200), List.of(new Outage(100, 400)), 1);
		Demand demand = Demand.of(outage).get(0);
		assertThat(demand.instances(99)).isEqualTo(2);
		// 300 s of 200/s wait, to be handled in 120 s beside the load: 500 + 200. Seven
		// instances have 9 of the 60 partitions at most, and do 667.
		assertThat(demand.instances(400)).isEqualTo(8);
		assertThat(demand.forLoad(400)).isEqualTo(2);
		assertThat(demand.instances(1500)).isEqualTo(2);
	}

	@Test
	void demandOfALaterApplicationFollowsTheRatio() {
		ApplicationSpec first = new ApplicationSpec("first", 100, (instances) -> 1, Partitions.uniform(60), 10, 1.5);
		Scenario chain = new Scenario("chain", List.of(first, ApplicationSpec.transform(100, 60, 10)),
				Rates.of(400, (second) -> 200), List.of(), 1);
		List<Demand> demands = Demand.of(chain);
		assertThat(demands.get(0).instances(200)).isEqualTo(2);
		assertThat(demands.get(1).instances(200)).isEqualTo(3);
		assertThat(demands.get(1).seconds(200, 600)).isCloseTo(2, within(1e-9));
	}

	@Test
	void theSameScenarioGivesTheSameFiguresToTheLastDigit() {
		Scenario waves = scenario(Rates.of(3600, (second) -> 300 + 250 * Math.sin(second / 300.0)));
		for (String controller : List.of("hpa", "flink-tuned", "dataflow-autoscaler-step")) {
			Figures first = run(waves, controller);
			assertThat(run(waves, controller)).isEqualTo(first);
			assertThat(first.instanceHours()).isPositive();
		}
	}

	private static Figures run(Scenario scenario, String controller) {
		return Measures.of(controller, Demand.of(scenario), Run.of(scenario, Controllers.create(controller, scenario)));
	}

	private Figures measure(Timeline timeline) {
		return Measures.of("x", Demand.of(this.steady), List.of(timeline));
	}

	private static Scenario scenario(Rates rates) {
		return new Scenario("test", List.of(ApplicationSpec.transform(100, 60, 10)), rates, List.of(), 1);
	}

	private static void fill(Timeline timeline, int from, int to, int instances, double waiting) {
		for (int second = from; second < to; second++) {
			timeline.record(second, instances, instances, waiting);
		}
	}

}
