package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Goes one fixed step in the alert's direction, inside the policy's bounds. It needs
 * nothing but the current number of instances, so it works with no metrics at hand.
 */
public final class StepStrategy {

	private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

	/**
	 * Decides.
	 * @param situation everything the decision depends on
	 * @return the decision; its explanation is complete without the situation
	 */
	public Decision decide(Situation situation) {
		State state = situation.state().state();
		int instances = situation.state().instances();
		Pause pause = situation.policy().pause();
		if (pause != null) {
			return Decision.hold(instances, instances, Reason.PAUSED, "The policy is paused " + pause);
		}
		return switch (state) {
			case DEPLOYED -> (instances == 0) ? restore(situation) : step(situation);
			case NO_SUCH_STREAM, NO_SUCH_APPLICATION ->
				Decision.hold(instances, instances, Reason.ORPHANED, "The application %s".formatted(state.predicate()));
			case PINNED -> Decision.hold(instances, instances, Reason.INEFFECTIVE,
					"The application %s; other instances would take nothing in".formatted(state.predicate()));
			case CRASHING -> FailedScaleOut.takeBack(situation);
			default -> notDeployed(situation.state());
		};
	}

	static Decision notDeployed(ApplicationState state) {
		return Decision.hold(state.instances(), state.instances(), Reason.NOT_DEPLOYED,
				"The application %s (%s of %s instances are up); it is scaled when all of them are"
					.formatted(state.state().predicate(), state.deployedInstances(), state.instances()));
	}

	private static Decision restore(Situation situation) {
		int min = situation.policy().minInstances();
		return new Decision(0, min, min, Reason.NO_INSTANCES, "No instance is left; back to the minimum of " + min);
	}

	private static Decision step(Situation situation) {
		return switch (situation.direction()) {
			case OUT -> stepOut(situation);
			case IN -> stepIn(situation);
		};
	}

	/**
	 * More instances than the maximum were put there by hand and stay: an alert that asks
	 * for more is no reason to take some away.
	 */
	private static Decision stepOut(Situation situation) {
		Policy policy = situation.policy();
		int from = situation.state().instances();
		int wanted = Math.max(from + orOne(policy.scaleOutBy()), policy.minInstances());
		if (from >= policy.maxInstances()) {
			return Decision.hold(from, wanted, Reason.AT_MAXIMUM,
					"Wanted %s, but %s is at the maximum of %s".formatted(wanted, from, policy.maxInstances()));
		}
		Decision cooldown = cooldownOut(situation, policy.scaleOutCooldown(), wanted);
		return (cooldown != null) ? cooldown
				: scale(from, wanted, Math.min(wanted, policy.maxInstances()), Reason.SCALE_OUT);
	}

	private static Decision stepIn(Situation situation) {
		Policy policy = situation.policy();
		int from = situation.state().instances();
		int wanted = Math.max(from - orOne(policy.scaleInBy()), 0);
		if (from <= policy.minInstances()) {
			return Decision.hold(from, wanted, Reason.AT_MINIMUM,
					"Wanted %s, but %s is at the minimum of %s".formatted(wanted, from, policy.minInstances()));
		}
		Decision cooldown = cooldownIn(situation, policy.scaleInWindow(), wanted);
		return (cooldown != null) ? cooldown
				: scale(from, wanted, Math.max(wanted, policy.minInstances()), Reason.SCALE_IN);
	}

	static @Nullable Decision cooldownOut(Situation situation, Duration pause, int wanted) {
		long left = secondsLeft(situation.changes().lastScaleOut(), pause, situation.now());
		return (left > 0)
				? Decision.hold(situation.state().instances(), wanted, Reason.COOLDOWN,
						"The last scale-out is too recent to judge by; no other one for %s s".formatted(left))
				: FailedScaleOut.pause(situation, wanted);
	}

	static @Nullable Decision cooldownIn(Situation situation, Duration pause, int wanted) {
		long left = secondsLeft(situation.changes().last(), pause, situation.now());
		return (left > 0) ? Decision.hold(situation.state().instances(), wanted, Reason.COOLDOWN,
				"The last change is too recent to judge by; no scale-in for %s s".formatted(left)) : null;
	}

	private static int orOne(@Nullable Integer step) {
		return (step != null) ? step : 1;
	}

	private static Decision scale(int from, int wanted, int to, Reason reason) {
		String direction = (reason == Reason.SCALE_OUT) ? "out" : "in";
		String explanation = (wanted == to) ? "One step %s by %s".formatted(direction, Math.abs(to - from))
				: "One step %s; wanted %s, limited to %s by the policy".formatted(direction, wanted, to);
		return new Decision(from, wanted, to, reason, explanation);
	}

	/** A pause that doubles each time, up to two hours. */
	static Duration doubled(Duration pause, int times) {
		Duration doubled = pause.multipliedBy(1L << Math.min(times, 10));
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Rounded up, so that what is left is never 0 while there is something to wait for.
	 */
	static long secondsLeft(@Nullable Instant since, Duration pause, Instant now) {
		if (since == null) {
			return 0;
		}
		Duration left = Duration.between(now, since.plus(pause));
		return left.isNegative() ? 0 : left.plusNanos(999_999_999).toSeconds();
	}

}
