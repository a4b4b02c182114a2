package io.github.dataflowautoscaler.webhook.decision;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.schedule.Window;
import org.jspecify.annotations.Nullable;

/**
 * The minimum and the schedule, which hold whatever the load is.
 */
final class Bounds {

	private Bounds() {
	}

	/**
	 * Corrects a decision if there are fewer instances than the minimum and the load
	 * needs no more than that, or if it removes some while the schedule allows no
	 * scale-in.
	 * @param situation an application that runs
	 * @param decision what was decided by the load
	 * @return the decision instead, empty if there is nothing to correct
	 */
	static Optional<Decision> restore(Situation situation, Decision decision) {
		int min = situation.policy().minInstances();
		if (decision.from() < min && decision.to() <= min && FailedScaleOut.pause(situation).isEmpty()) {
			return Optional.of(new Decision(decision.from(), decision.required(), min, Reason.BELOW_MINIMUM,
					"%s instance(s) are fewer than the minimum of %s".formatted(decision.from(), min)));
		}
		@Nullable Window window = situation.inForce().window();
		if (decision.to() < decision.from() && window != null && !window.scaleIn()) {
			return Optional.of(Decision.hold(decision.from(), decision.required(), Reason.NO_SCALE_IN,
					"No scale-in now. " + decision.explanation()));
		}
		return Optional.empty();
	}

	/**
	 * Names the window that is in force.
	 * @param situation the situation
	 * @param decision what was decided in it
	 * @return the same decision, explained with the window
	 */
	static Decision explain(Situation situation, Decision decision) {
		@Nullable Window window = situation.inForce().window();
		return (window != null) ? new Decision(decision.from(), decision.required(), decision.to(), decision.reason(),
				"%s; by the window '%s'".formatted(decision.explanation(), window.name())) : decision;
	}

}
