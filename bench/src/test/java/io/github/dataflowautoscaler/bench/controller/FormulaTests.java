package io.github.dataflowautoscaler.bench.controller;

import io.github.dataflowautoscaler.bench.controller.FlinkFormula.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormulaTests {

	@ParameterizedTest(name = "HPA: {0} in total, {1} for each, {2} pods: {3}")
	@CsvSource({ "200, 100, 1, 2", "100, 100, 2, 1", "109, 100, 1, 1", "111, 100, 1, 2", "91, 100, 1, 1",
			"0, 100, 3, 0" })
	void hpaKeepsWhatIsWithinATenth(double metric, double target, int replicas, int recommended) {
		assertThat(HorizontalPodAutoscaler.recommend(metric, target, replicas)).isEqualTo(recommended);
	}

	@Test
	void hpaScalesOutByFourPodsOrDoublesInFifteenSeconds() {
		HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();
		assertThat(autoscaler.stabilize(0, 50, 1, 100)).isEqualTo(5);
		assertThat(autoscaler.stabilize(10, 50, 5, 100)).as("within the same 15 s").isEqualTo(5);
		assertThat(autoscaler.stabilize(30, 50, 5, 100)).isEqualTo(10);
		assertThat(autoscaler.stabilize(60, 50, 10, 12)).isEqualTo(12);
	}

	@Test
	void hpaScalesInToTheHighestWishOfFiveMinutes() {
		HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();
		autoscaler.stabilize(0, 8, 8, 12);
		autoscaler.stabilize(150, 5, 8, 12);
		assertThat(autoscaler.stabilize(299, 2, 8, 12)).isEqualTo(8);
		assertThat(autoscaler.stabilize(300, 2, 8, 12)).isEqualTo(5);
		assertThat(autoscaler.stabilize(450, 0, 5, 12)).isEqualTo(2);
	}

	@ParameterizedTest(name = "KEDA: lag {0}, threshold {1}, 12 partitions: {2}")
	@CsvSource({ "55.5, 10, 55", "129, 10, 129", "130, 10, 120", "100000, 10, 120" })
	void kedaNeverAsksForMoreThanPartitions(double lag, double threshold, double metric) {
		assertThat(KedaScaler.metric(lag, threshold, 12)).isEqualTo(metric);
	}

	@ParameterizedTest(name = "Numaflow: {0} pending, {1}/s, {2} pods: {3}")
	@CsvSource({ "10000, 5000, 2, 1", "60010, 250, 1, 12", "10000, 250, 4, 8", "0, 250, 4, 1", "10000, 0, 4, 1",
			"3, 0.01, 4, 3", "11000, 250, 5, 11" })
	void numaflowProcessesWhatIsPendingInTwentySeconds(double pending, double rate, int ready, int desired) {
		assertThat(NumaflowScaler.desired(pending, rate, ready)).isEqualTo(desired);
	}

	@Test
	void flinkAimsAtArrivalOverUtilizationAndBothCatchUps() {
		// 18000 / 1800 + 700 * 300 / 1800 + 700 / 0.7 = 10 + 116.67 + 1000
		Metrics metrics = new Metrics(700, 700, 18_000, 2000);
		assertThat(FlinkFormula.capacity(FlinkSettings.DEFAULT, metrics, 0.7, true)).isEqualTo(1127);
		assertThat(FlinkFormula.capacity(FlinkSettings.DEFAULT, metrics, 0.7, false)).isEqualTo(1010);
		assertThat(FlinkFormula.parallelism(FlinkSettings.DEFAULT, metrics, 10)).isEqualTo(6);
	}

	@Test
	void flinkScalesInByNoMoreThanSixtyPercentAtOnce() {
		Metrics idle = new Metrics(0, 0, 0, Double.POSITIVE_INFINITY);
		assertThat(FlinkFormula.parallelism(FlinkSettings.DEFAULT, idle, 10)).isEqualTo(4);
	}

	@ParameterizedTest(name = "Flink: {0}/s in, busy {1}, {2}/s while catching up: {3}")
	@CsvSource({ "500, 0.5, NaN, 1000", "500, 0.5, 900, 1000", "500, 0.5, 800, 800", "0, 0, NaN, Infinity" })
	void flinkPrefersTheObservedRateWhenBusyTimeIsTooGoodToBeTrue(double input, double busy, double observed,
			double rate) {
		assertThat(FlinkFormula.trueRate(input, busy, observed)).isEqualTo(rate);
	}

	@ParameterizedTest(name = "Flink: arrival {0}, lag {1}, true rate 1000: outside {2}")
	@CsvSource({ "500, 0, false", "1001, 0, true", "350, 0, true", "400, 200000, false" })
	void flinkActsOutsideItsBandOnly(double arrival, double lag, boolean outside) {
		assertThat(FlinkFormula.outsideBand(FlinkSettings.DEFAULT, new Metrics(arrival, arrival, lag, 1000)))
			.isEqualTo(outside);
	}

	@ParameterizedTest(name = "Flink: wanted {0} of {1} at most, 12 partitions: {2}")
	@CsvSource({ "5, 12, 6", "7, 12, 12", "7, 10, 7", "4, 12, 4" })
	void flinkAlignsToPartitions(int wanted, int upTo, int aligned) {
		assertThat(FlinkFormula.align(wanted, upTo, 12)).isEqualTo(aligned);
	}

}
