package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.decision.Capacity.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Capacity}.
 */
class CapacityTests {

	@ParameterizedTest(name = "{0} msg/s in {1} s/s of {2} consumer(s): {3} ({4})")
	@CsvSource({ "1, 0.1, 1, 10, BUSY_TIME", "1, 0.099, 1, 7, LEARNED", "12, 1.2, 1, 10, BUSY_TIME",
			"12, 1.201, 1, 7, LEARNED", "20, 2, 4, 10, BUSY_TIME", "0, 0.5, 1, 7, LEARNED", "5, 0, 0, 7, LEARNED",
			"5, 0.5, 0, 7, LEARNED" })
	void busyTimeCountsWhereThereIsEnoughAndNotTooMuchOfIt(double input, double busy, double consumers, double capacity,
			Source source) {
		Observation observation = Measured.nothing().input(input).busy(busy).consumers(consumers).observation();
		Double learned = (source == Source.LEARNED) ? 7.0 : null;
		assertThat(Capacity.measure(observation, Capacity.learned(learned), true).perConsumer()).isCloseTo(capacity,
				within(1e-9));
		assertThat(Capacity.measure(observation, Capacity.learned(learned), true).source()).isEqualTo(source);
	}

	@ParameterizedTest(name = "{0} msg/s in {1} s/s of {2} consumer(s): at least {3}")
	@CsvSource({ "20, 0.05, 1, 200", "20, 0, 1, 200", "20, 0.05, 2, 100", "20, 0.0999, 1, 200" })
	@DisplayName("case 67: a consumer that is mostly idle has a lower bound of capacity: ten times what it handles")
	void lowerBound(double input, double busy, double consumers, double capacity) {
		Observation observation = Measured.nothing().input(input).busy(busy).consumers(consumers).observation();
		Capacity bound = Capacity.measure(observation, Capacity.UNKNOWN, true);
		assertThat(bound.perConsumer()).isCloseTo(capacity, within(1e-9));
		assertThat(bound.isLowerBound()).isTrue();
		assertThat(bound.measured()).isNull();
		assertThat(Capacity.measure(observation, Capacity.learned(7.0), true))
			.isEqualTo(new Capacity(7.0, Source.LEARNED));
	}

	@Test
	@DisplayName("case 67: the lower bound of a version stays when its load falls")
	void lowerBoundsAreKept() {
		Capacity bound = Capacity.measure(idle(60), Capacity.UNKNOWN, true);
		assertThat(bound).isEqualTo(new Capacity(600.0, Source.AT_LEAST));
		assertThat(Capacity.measure(idle(1), bound, true)).isEqualTo(bound);
		assertThat(Capacity.measure(idle(0), bound, true)).isEqualTo(bound);
		assertThat(Capacity.measure(Observation.unknown("Prometheus is away"), bound, true)).isEqualTo(bound);
		assertThat(Capacity.measure(idle(61), bound, true).perConsumer()).isCloseTo(610, within(1e-9));
		Observation busier = Measured.nothing().input(20).busy(0.2).consumers(1).observation();
		assertThat(Capacity.measure(busier, bound, true)).isEqualTo(new Capacity(100.0, Source.BUSY_TIME));
	}

	@Test
	void whatIsIdleForAnUnknownTimeHasNoLowerBound() {
		Observation observation = Measured.nothing().input(20).consumers(1).observation();
		assertThat(Capacity.measure(observation, Capacity.UNKNOWN, true)).isEqualTo(Capacity.UNKNOWN);
	}

	@Test
	void whatHandlesNothingOrHasNobodyToHandleItHasNoLowerBound() {
		Observation idle = Measured.nothing().input(0).busy(0).consumers(1).observation();
		assertThat(Capacity.measure(idle, Capacity.UNKNOWN, true)).isEqualTo(Capacity.UNKNOWN);
		Observation nobody = Measured.nothing().input(20).busy(0.05).consumers(0).observation();
		assertThat(Capacity.measure(nobody, Capacity.UNKNOWN, true)).isEqualTo(Capacity.UNKNOWN);
		Observation busyEnough = Measured.nothing().input(10).busy(0.1).consumers(1).observation();
		assertThat(Capacity.measure(busyEnough, Capacity.UNKNOWN, true).source()).isEqualTo(Source.BUSY_TIME);
	}

	@Test
	void withoutAnythingToMeasureOrLearnedItIsUnknown() {
		assertThat(Capacity.measure(Observation.unknown("no load"), Capacity.UNKNOWN, true))
			.isEqualTo(Capacity.UNKNOWN);
	}

	@ParameterizedTest(name = "{0} msg/s in {1} s/s, {2} wait: {3} ({4})")
	@CsvSource({ "10, 0.8, 299, 12.5, BUSY_TIME", "10, 0.8, 300, 10, SATURATION", "0.5, 0.8, 29, 0.625, BUSY_TIME",
			"0.5, 0.8, 30, 0.5, SATURATION", "10, 0.5, 300, 10, SATURATION", "10, 0.4, 300, 25, BUSY_TIME",
			"10, 1, 300, 10, BUSY_TIME" })
	void whatIsTakenInWhileHalfAMinuteOfWorkWaitsIsAllThatCanBeDone(double input, double busy, double lag,
			double capacity, Source source) {
		Observation observation = Measured.nothing().input(input).busy(busy).lag(lag).consumers(1).observation();
		assertThat(Capacity.measure(observation, Capacity.UNKNOWN, true).perConsumer()).isCloseTo(capacity,
				within(1e-9));
		assertThat(Capacity.measure(observation, Capacity.UNKNOWN, true).source()).isEqualTo(source);
	}

	@Test
	void whatIsTakenInWhileTheConsumerOfAHotPartitionIsFullIsNotAllThatTheOthersCanDo() {
		// Of 2 consumers the first has half of the messages and a sixth, and is full.
		Measured measured = Measured.nothing().input(15).busy(1.2).lag(450).instances(2).consumers(2).partitions(4);
		assertThat(Capacity.measure(measured.observation(), Capacity.UNKNOWN, true).perConsumer()).isEqualTo(7.5);
		assertThat(Capacity.measure(measured.hotPartition(0.5).observation(), Capacity.UNKNOWN, true).perConsumer())
			.isCloseTo(10, within(1e-9));
	}

	@ParameterizedTest(name = "{0} msg/s over a minute, {1} lately: {3}")
	@CsvSource({ "10, 20, 10, BUSY_TIME", "20, 20, 5, SATURATION", "20, 22, 5, SATURATION", "20, 22.1, 10, BUSY_TIME" })
	void rightAfterAStepTheInputOfAMinuteIsNotAllThatCanBeDone(double rate, double recent, double capacity,
			Source source) {
		Measurement none = Measurement.of(0);
		Observation observation = new Observation(new Arrival(Measurement.of(rate), Measurement.of(recent), none, none),
				Measurement.of(5), Measurement.of(5), Measurement.of(0.5), Measurement.of(300), none, Measurement.of(1),
				Measurement.of(1), Measurement.of(4), null);
		assertThat(Capacity.measure(observation, Capacity.UNKNOWN, true)).isEqualTo(new Capacity(capacity, source));
	}

	@ParameterizedTest(name = "{0} msg/s in {1} s/s, settled {2}, {3} learned: {4}")
	@CsvSource({ "5, 0.5, true, 20, 17", "4.9, 0.49, true, 20, 20", "5, 0.5, false, 20, 20", "4, 0.2, true, 10, 13",
			"4, 0.2, false, 10, 13", "4, 0.4, true, 10, 10" })
	void aSampleMovesWhatWasLearnedByThreeTenthsAndOnlyABusyOneDown(double input, double busy, boolean settled,
			double learned, double capacity) {
		Observation observation = Measured.nothing().input(input).busy(busy).consumers(1).observation();
		assertThat(Capacity.measure(observation, Capacity.learned(learned), settled).perConsumer()).isCloseTo(capacity,
				within(1e-9));
	}

	private static Observation idle(double input) {
		return Measured.nothing().input(input).busy(0.05).consumers(1).observation();
	}

}
