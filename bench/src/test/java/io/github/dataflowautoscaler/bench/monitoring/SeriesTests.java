package io.github.dataflowautoscaler.bench.monitoring;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SeriesTests {

	@Test
	void rateExtrapolatesToTheEndsOfTheWindow() {
		Series series = series(3, 100, 18, 250, 33, 400, 48, 550);
		assertThat(series.rate(60, 60)).isCloseTo(10, within(1e-9));
	}

	@Test
	void rateOfASeriesThatEndedCountsOnlyHalfAnIntervalMore() {
		// 300 in 30 s, extrapolated by 3 s to the front and by 7.5 s to the end, in 60 s.
		Series series = series(3, 100, 18, 250, 33, 400);
		assertThat(series.rate(60, 60)).isCloseTo(300 * 40.5 / 30 / 60, within(1e-9));
		assertThat(series.rate(75, 60)).isCloseTo(150 * (15 + 3 + 7.5) / 15 / 60, within(1e-9));
		assertThat(series.rate(90, 60)).isNaN();
	}

	@Test
	void rateDoesNotExtrapolateACounterBelowZero() {
		// The counter was 0 one second before its first sample.
		Series series = series(30, 10, 45, 160);
		assertThat(series.rate(60, 60)).isCloseTo(150.0 * (15 + 1 + 15) / 15 / 60, within(1e-9));
	}

	@Test
	void instantRateTakesTheLastTwoSamples() {
		Series series = series(3, 100, 18, 250, 33, 700);
		assertThat(series.instantRate(60, 60)).isCloseTo(30, within(1e-9));
		assertThat(series.instantRate(80, 60)).isNaN();
	}

	@Test
	void slopeIsThatOfTheBestLine() {
		assertThat(series(0, 0, 15, 30, 30, 60).slope(30, 120)).isCloseTo(2, within(1e-9));
		assertThat(series(0, 0, 15, 30, 30, 0).slope(30, 120)).isCloseTo(0, within(1e-9));
		assertThat(series(0, 5).slope(30, 120)).isNaN();
	}

	@Test
	void oldSamplesAreForgotten() {
		Series series = new Series();
		for (int time = 0; time < 3000; time += 15) {
			series.add(time, 10 * time);
		}
		assertThat(series.rate(2990, 300)).isCloseTo(10, within(0.01));
		assertThat(series.lastTime()).isEqualTo(2985);
	}

	private static Series series(int... timesAndValues) {
		Series series = new Series();
		for (int i = 0; i < timesAndValues.length; i += 2) {
			series.add(timesAndValues[i], timesAndValues[i + 1]);
		}
		return series;
	}

}
