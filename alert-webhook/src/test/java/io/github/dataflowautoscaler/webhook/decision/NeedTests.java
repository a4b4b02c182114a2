package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Need}, a minute ahead and with two minutes to catch up.
 */
class NeedTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration CATCH_UP = Duration.ofMinutes(2);

	@ParameterizedTest(name = "{0} msg/s, {1} more each second: {2}")
	@CsvSource({ "60, 0, 60", "60, 0.1, 60", "60, 0.11, 66.6", "60, 0.2, 72", "60, 0.5, 90", "60, 0.6, 90",
			"60, -1, 60", "20, 0.02, 20", "20, 0.04, 22.4" })
	void aRiseIsFollowedFromATenthAMinuteUpToHalfOfTheArrival(double arrival, double trend, double expected) {
		Observation observation = Measured.nothing().arrival(arrival).trends(trend, 0).observation();
		Need need = Need.toServe(observation, 0, MINUTE, CATCH_UP);
		assertThat(need.arrival()).isEqualTo(arrival);
		assertThat(need.expected()).isCloseTo(expected, within(1e-9));
	}

	@ParameterizedTest(name = "{0} msg/s, {1} more each second: {2}")
	@CsvSource({ "60, 0, 60", "60, 0.1, 60", "60, 0.2, 96", "60, 1, 240", "60, -1, 60" })
	void whatIsWorthKeepingIsTheLoadInThreeMinutesAndNoLag(double arrival, double trend, double expected) {
		Observation observation = Measured.nothing().arrival(arrival).trends(0, trend).lag(5000).observation();
		Need need = Need.toKeep(observation, 0);
		assertThat(need.expected()).isCloseTo(expected, within(1e-9));
		assertThat(need.lag()).isZero();
	}

	@ParameterizedTest(name = "{0} msg/s, {1} in the topic: {2} wait")
	@CsvSource({ "10, 0, 0", "10, 50, 0", "10, 51, 1", "10, 1250, 1200", "0, 7, 7" })
	void whatIsHandledWithinFiveSecondsDoesNotWait(double arrival, double lag, double waiting) {
		Observation observation = Measured.nothing().arrival(arrival).lag(lag).observation();
		assertThat(Need.toServe(observation, 0, MINUTE, CATCH_UP).lag()).isEqualTo(waiting);
	}

	@Test
	void whatIsAnnouncedCountsWhereItIsMoreThanWhatArrives() {
		Observation observation = Measured.nothing().arrival(60).observation();
		assertThat(Need.toServe(observation, 100, MINUTE, CATCH_UP).arrival()).isEqualTo(100);
		assertThat(Need.toServe(observation, 50, MINUTE, CATCH_UP).arrival()).isEqualTo(60);
		assertThat(Need.toKeep(observation, 100).expected()).isEqualTo(100);
		assertThat(Need.toKeep(observation, 50).expected()).isEqualTo(60);
	}

	@Test
	void theLagTakesWhatTheArrivalLeavesUnused() {
		assertThat(new Need(60, 72, 0, 1200, CATCH_UP).at(0.8)).isCloseTo(10 + 90, within(1e-9));
		assertThat(new Need(60, 72, 0, 1200, Duration.ofMillis(500)).at(0.8)).isCloseTo(1200 + 90, within(1e-9));
	}

}
