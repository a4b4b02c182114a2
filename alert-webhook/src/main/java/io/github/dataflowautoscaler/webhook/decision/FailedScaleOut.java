package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.util.Optional;

/**
 * A scale-out whose instances never came up: it is taken back, and not tried again for a
 * while.
 */
final class FailedScaleOut {

	/** No other scale-out for that time after the first failure; each one doubles it. */
	private static final Duration PAUSE = Duration.ofMinutes(10);

	private FailedScaleOut() {
	}

	/**
	 * Takes away what crashes, if the last scale-out brought it. What came up stays, and
	 * so does an application that crashes for other reasons: fewer instances would not
	 * help it.
	 */
	static Optional<Decision> takeBack(Situation situation) {
		ApplicationState state = situation.state();
		int up = Math.max(state.deployedInstances(), situation.policy().minInstances());
		return situation.changes()
			.lastIfFailedScaleOut()
			.filter((change) -> change.to() == state.instances())
			.map((change) -> Math.max(change.from(), up))
			.filter((to) -> to < state.instances())
			.map((to) -> new Decision(state.instances(), to, to, Reason.TAKEN_BACK,
					"The application %s: only %s of %s instances have come up; back to %s"
						.formatted(state.state().predicate(), state.deployedInstances(), state.instances(), to)));
	}

	/**
	 * Waits with the next scale-out after one was taken back.
	 * @return why to wait, empty if there is nothing to wait for
	 */
	static Optional<String> pause(Situation situation) {
		int times = situation.changes().takenBack();
		if (times == 0) {
			return Optional.empty();
		}
		long left = Cooldown.secondsLeft(situation.changes().last(), Cooldown.doubled(PAUSE, times - 1),
				situation.now());
		return (left > 0)
				? Optional.of("The instances of the last scale-out crashed and were taken back; no other one for %s s"
					.formatted(left))
				: Optional.empty();
	}

}
