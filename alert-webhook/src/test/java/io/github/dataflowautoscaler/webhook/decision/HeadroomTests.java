package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Headroom.Outlook;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Headroom}.
 */
class HeadroomTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final Duration SPAN = Duration.ofSeconds(90);

	private static final Outlook HUNDRED = new Outlook(100, NOW, NOW.plus(SPAN));

	@Test
	void untilEnoughWasSeenTheMostRoomIsKept() {
		assertThat(Headroom.UNKNOWN.utilization()).isEqualTo(0.85);
		assertThat(Headroom.UNKNOWN.explanation())
			.isEqualTo("for more than one minute of twenty in the last days, the arrival exceeded what was expected by"
					+ " more than 17 %, or too little was seen of it yet");
		assertThat(after(Headroom.UNKNOWN, 100, Duration.ofHours(4)).utilization()).isEqualTo(0.85);
		assertThat(after(Headroom.UNKNOWN, 100, Duration.ofHours(6)).utilization()).isEqualTo(0.95);
	}

	@ParameterizedTest(name = "{0} messages/s where 100 were expected: {2}")
	@CsvSource({ "20, 0, 0.95", "100, 0, 0.95", "100.5, 1, 0.95", "101, 1, 0.95", "105, 5, 0.95", "106, 6, 0.943",
			"109.5, 10, 0.909", "117, 17, 0.855", "117.5, 18, 0.85", "400, 18, 0.85" })
	void theRoomIsWhatTheArrivalExceedsTheExpectedBy(double arrival, int percent, double utilization) {
		Headroom headroom = after(Headroom.UNKNOWN, arrival, Duration.ofDays(1));
		assertThat(headroom.percent()).isEqualTo(percent);
		assertThat(headroom.utilization()).isCloseTo(utilization, within(0.001));
	}

	@Test
	void oneMinuteOfTwentyMayExceedTheRoom() {
		Headroom smooth = after(Headroom.UNKNOWN, 100, Duration.ofDays(2));
		Headroom rare = after(smooth, 110, Duration.ofMinutes(80));
		assertThat(rare.percent()).isZero();
		Headroom frequent = after(smooth, 110, Duration.ofMinutes(160));
		assertThat(frequent.percent()).isEqualTo(10);
		assertThat(frequent.explanation())
			.isEqualTo("for at most one minute of twenty in the last days, the arrival exceeded what was expected by"
					+ " more than 10 %");
	}

	@Test
	void whatWasSeenFadesByHalfInTwoDays() {
		Headroom later = after(Headroom.UNKNOWN, 100, Duration.ofDays(2));
		assertThat(later.seconds().get(18)).isCloseTo(450, within(0.1));
		double steady = Duration.ofDays(2).toSeconds() / (2 * Math.log(2));
		assertThat(later.seconds().get(0)).isCloseTo(steady, within(0.001 * steady));
	}

	@Test
	void anOutlookStandsUntilItIsDue() {
		Headroom open = Headroom.UNKNOWN.expecting(HUNDRED);
		assertThat(open.expecting(new Outlook(7, NOW, NOW.plusSeconds(1)))).isSameAs(open);
		assertThat(open.seen(NOW.plus(SPAN).minusMillis(1), 300)).isSameAs(open);
		Headroom noted = open.seen(NOW.plus(SPAN), 103);
		assertThat(noted.outlook()).isNull();
		assertThat(noted.seconds().get(3)).isEqualTo(90);
		assertThat(noted.seen(NOW.plus(SPAN), 300)).isSameAs(noted);
	}

	@Test
	void anythingIsASurpriseWhereNothingWasExpected() {
		Headroom open = Headroom.UNKNOWN.expecting(new Outlook(0, NOW, NOW.plus(SPAN)));
		assertThat(open.seen(NOW.plus(SPAN), 0).seconds().get(0)).isEqualTo(90);
		assertThat(open.seen(NOW.plus(SPAN), 1).seconds().get(18)).isGreaterThan(900);
	}

	@Test
	void anOutlookThatNobodyLookedAtInTimeIsVoid() {
		Headroom open = Headroom.UNKNOWN.expecting(HUNDRED);
		assertThat(open.seen(NOW.plus(SPAN).plusSeconds(60), 103).seconds().get(3)).isEqualTo(90);
		Headroom late = open.seen(NOW.plus(SPAN).plusSeconds(61), 103);
		assertThat(late).isEqualTo(Headroom.UNKNOWN);
	}

	@Test
	void anOperatorsNumberIsInForceWhateverWasSeen() {
		Headroom smooth = after(Headroom.UNKNOWN, 100, Duration.ofDays(1));
		assertThat(smooth.utilization(PolicySettings.of(Strategy.RATE, 4).toPolicy())).isEqualTo(0.85);
		assertThat(smooth.utilization(auto())).isEqualTo(0.95);
	}

	@Test
	void theReplicaThatHasLookedForLongerKnowsBetter() {
		Headroom longer = after(Headroom.UNKNOWN, 103, Duration.ofHours(1));
		assertThat(Headroom.UNKNOWN.orLonger(longer)).isSameAs(longer);
		assertThat(longer.orLonger(Headroom.UNKNOWN)).isSameAs(longer);
		Headroom same = longer.expecting(HUNDRED);
		assertThat(same.orLonger(longer)).isSameAs(same);
	}

	@Test
	void twoDifferByWhatWasNotedOtherwise() {
		assertThat(Headroom.UNKNOWN.difference(Headroom.UNKNOWN)).isZero();
		List<Double> seconds = new ArrayList<>(Headroom.UNKNOWN.seconds());
		seconds.set(0, 7.0);
		seconds.set(18, 890.0);
		Headroom other = new Headroom(seconds, null);
		assertThat(Headroom.UNKNOWN.difference(other)).isEqualTo(17);
		assertThat(other.difference(Headroom.UNKNOWN)).isEqualTo(17);
	}

	@Test
	void everyShareOfTimeIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Headroom(List.of(1.0), null))
			.withMessage("19 shares of time are needed, not [1.0]");
	}

	private static Headroom after(Headroom headroom, double arrival, Duration time) {
		Headroom seen = headroom;
		for (Instant at = NOW; at.isBefore(NOW.plus(time)); at = at.plus(SPAN)) {
			seen = seen.expecting(new Outlook(100, at, at.plus(SPAN))).seen(at.plus(SPAN), arrival);
		}
		return seen;
	}

	private static Policy auto() {
		return new PolicySettings(null, 4, null, null, null, null, TargetUtilization.valueOf("auto"), null, null, null,
				null, null, null, null, null, null, null, null)
			.toPolicy();
	}

}
