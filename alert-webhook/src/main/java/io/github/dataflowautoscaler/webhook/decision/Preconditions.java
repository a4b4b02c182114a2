package io.github.dataflowautoscaler.webhook.decision;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.Pause;

/**
 * The conditions that decide whatever the load and the strategy are: a pause, and every
 * state but that of an application that runs.
 */
final class Preconditions {

	private Preconditions() {
	}

	/**
	 * Checks whether there is anything to decide by the load.
	 * @param situation everything but the measurements
	 * @return the decision if the situation alone makes it, empty if a strategy has to
	 */
	static Optional<Decision> settle(Situation situation) {
		State state = situation.state().state();
		int instances = situation.state().instances();
		Pause pause = situation.policy().pause();
		if (pause != null) {
			return Optional.of(Decision.hold(instances, instances, Reason.PAUSED, "The policy is paused " + pause));
		}
		return switch (state) {
			case DEPLOYED -> (instances == 0) ? Optional.of(restore(situation)) : Optional.empty();
			case NO_SUCH_STREAM, NO_SUCH_APPLICATION, NO_SUCH_SERVICE -> Optional.of(Decision.hold(instances, instances,
					Reason.ORPHANED, "The application %s".formatted(state.predicate())));
			case PINNED -> Optional.of(Decision.hold(instances, instances, Reason.INEFFECTIVE,
					"The application %s; other instances would take nothing in".formatted(state.predicate())));
			case NOT_REPLICATED -> Optional.of(Decision.hold(instances, instances, Reason.INEFFECTIVE,
					"The application %s, so it can't be scaled".formatted(state.predicate())));
			case CRASHING ->
				Optional.of(FailedScaleOut.takeBack(situation).orElseGet(() -> notDeployed(situation.state())));
			default -> Optional.of(notDeployed(situation.state()));
		};
	}

	private static Decision notDeployed(ApplicationState state) {
		return Decision.hold(state.instances(), state.instances(), Reason.NOT_DEPLOYED,
				"The application %s (%s of %s instances are up); it is scaled when all of them are"
					.formatted(state.state().predicate(), state.deployedInstances(), state.instances()));
	}

	private static Decision restore(Situation situation) {
		int min = situation.policy().minInstances();
		return new Decision(0, min, min, Reason.NO_INSTANCES, "No instance is left; back to the minimum of " + min);
	}

}
