package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailedScaleOutTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static Decision decide(Situation situation) {
		return ScalingCycle.decide(situation, () -> StepStrategy.decide(situation));
	}

	private static final Change FAILED = new Change(NOW.minusSeconds(60), 1, 4, Kind.FAILED);

	@ParameterizedTest(name = "{0} of 4 instances up, minimum {1}: back to {2}")
	@CsvSource({ "0, 1, 1", "1, 1, 1", "2, 1, 2", "3, 1, 3", "1, 3, 3" })
	@DisplayName("case 32: what crashes is taken back, what came up stays")
	void takenBack(int up, int min, int to) {
		Decision decision = decide(Direction.OUT, new ApplicationState(State.CRASHING, 4, up, "v1"), min, FAILED);
		assertThat(decision).isEqualTo(new Decision(4, to, to, Reason.TAKEN_BACK,
				"The application has instances that crash: only %s of 4 instances have come up; back to %s"
					.formatted(up, to)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("case 32: instances that crash are taken back at an alert of either direction")
	void eitherDirection(Direction direction) {
		assertThat(decide(direction, new ApplicationState(State.CRASHING, 4, 1, "v1"), 1, FAILED).reason())
			.isEqualTo(Reason.TAKEN_BACK);
	}

	@Test
	@DisplayName("case 32: what crashes for other reasons is held")
	void notOurs() {
		ApplicationState crashing = new ApplicationState(State.CRASHING, 4, 1, "v1");
		Change succeeded = new Change(FAILED.at(), 1, 4);
		Change in = new Change(FAILED.at(), 5, 4, Kind.FAILED);
		Change toOtherCount = new Change(FAILED.at(), 1, 3, Kind.FAILED);
		for (Change last : List.of(succeeded, in, toOtherCount)) {
			assertThat(decide(Direction.OUT, crashing, 1, last).reason()).isEqualTo(Reason.NOT_DEPLOYED);
		}
		assertThat(decide(Direction.OUT, crashing, 1).reason()).isEqualTo(Reason.NOT_DEPLOYED);
		assertThat(decide(Direction.OUT, crashing, 4, FAILED).reason()).isEqualTo(Reason.NOT_DEPLOYED);
	}

	@ParameterizedTest(name = "taken back {0} times, {1} s ago: {2}")
	@CsvSource({ "1, 599, COOLDOWN", "1, 600, SCALE_OUT", "2, 1199, COOLDOWN", "2, 1200, SCALE_OUT",
			"4, 4799, COOLDOWN", "4, 4800, SCALE_OUT", "5, 7199, COOLDOWN", "5, 7200, SCALE_OUT", "20, 7199, COOLDOWN",
			"20, 7200, SCALE_OUT" })
	@DisplayName("case 32: the next attempt waits longer after each failure")
	void pause(int times, long secondsAgo, Reason reason) {
		List<Change> changes = new ArrayList<>();
		Instant last = NOW.minusSeconds(secondsAgo);
		for (int i = times - 1; i >= 0; i--) {
			changes.add(new Change(last.minus(Duration.ofHours(3L * i)).minusSeconds(60), 1, 4, Kind.FAILED));
			changes.add(new Change(last.minus(Duration.ofHours(3L * i)), 4, 1, Kind.TAKEN_BACK));
		}
		Decision decision = decide(Direction.OUT, new ApplicationState(State.DEPLOYED, 1, 1, "v1"), 1,
				changes.toArray(Change[]::new));
		assertThat(decision.reason()).isEqualTo(reason);
	}

	@Test
	@DisplayName("case 32: a scale-out that succeeded ends the waiting")
	void succeededSince() {
		Change out = new Change(NOW.minusSeconds(120), 1, 2);
		Change in = new Change(NOW.minusSeconds(60), 2, 1);
		ApplicationState deployed = new ApplicationState(State.DEPLOYED, 1, 1, "v1");
		Change failed = new Change(NOW.minusSeconds(300), 1, 4, Kind.FAILED);
		Change takenBack = new Change(NOW.minusSeconds(240), 4, 1, Kind.TAKEN_BACK);
		assertThat(decide(Direction.OUT, deployed, 1, failed, takenBack, out, in).reason()).isEqualTo(Reason.SCALE_OUT);
		assertThat(decide(Direction.OUT, deployed, 1, failed).reason()).isEqualTo(Reason.SCALE_OUT);
		assertThat(decide(Direction.OUT, deployed, 1, out, in, failed, takenBack).explanation())
			.startsWith("The instances of the last scale-out crashed and were taken back; no other one for 360 s");
	}

	@Test
	@DisplayName("case 32: instances that came up late after all and were scaled in since are nothing to wait for")
	void cameUpLate() {
		Change scaledIn = new Change(NOW.minusSeconds(60), 4, 1);
		assertThat(decide(Direction.OUT, new ApplicationState(State.DEPLOYED, 1, 1, "v1"), 1,
				new Change(NOW.minusSeconds(300), 1, 4, Kind.FAILED), scaledIn)
			.reason()).isEqualTo(Reason.SCALE_OUT);
	}

	private Decision decide(Direction direction, ApplicationState state, int min, Change... changes) {
		PolicySettings settings = new PolicySettings(min, 9, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null);
		return decide(new Situation(settings.toPolicy(), direction, state, new Changes(List.of(changes)), NOW));
	}

}
