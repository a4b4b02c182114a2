package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Postpones a change that would follow another one so soon that measurements still show
 * the time before it.
 */
final class Cooldown {

	private static final Duration LONGEST = Duration.ofHours(2);

	/** More changes of direction than this in an hour, and scale-ins wait longer. */
	private static final int REVERSALS = 3;

	private Cooldown() {
	}

	/**
	 * Puts a strategy's change off, if it has to be.
	 * @param situation everything but the measurements
	 * @param proposal what the strategy decided
	 * @return the decision to wait, empty if nothing is to be waited for
	 */
	static Optional<Decision> putOff(Situation situation, Decision proposal) {
		if (!proposal.scales()) {
			return Optional.empty();
		}
		Optional<String> why = (proposal.to() > proposal.from()) ? out(situation) : in(situation);
		return why.map((reason) -> Decision.hold(proposal.from(), proposal.required(), Reason.COOLDOWN,
				(situation.policy().strategy() == Strategy.STEP) ? reason
						: "%s. %s".formatted(reason, proposal.explanation())));
	}

	private static Optional<String> out(Situation situation) {
		long left = secondsLeft(situation.changes().lastScaleOut(), situation.policy().scaleOutCooldown(),
				situation.now());
		return (left > 0)
				? Optional.of("The last scale-out is too recent to judge by; no other one for %s s".formatted(left))
				: FailedScaleOut.pause(situation);
	}

	private static Optional<String> in(Situation situation) {
		long left = secondsLeft(situation.changes().last(), beforeScaleIn(situation), situation.now());
		return (left > 0)
				? Optional.of("The last change is too recent to judge by; no scale-in for %s s".formatted(left))
				: Optional.empty();
	}

	/**
	 * A step has nothing else to go by than the policy's window. Measurements have to
	 * show nothing but the present instances; each reversal too many doubles that.
	 */
	private static Duration beforeScaleIn(Situation situation) {
		Policy policy = situation.policy();
		int tooMany = Math.max(0, situation.changes().reversals(situation.now()) - REVERSALS);
		return (policy.strategy() == Strategy.STEP) ? policy.scaleInWindow() : doubled(Sizing.RATE_WINDOW, tooMany);
	}

	/** A time that doubles each time, up to two hours. */
	static Duration doubled(Duration pause, int times) {
		Duration doubled = pause.multipliedBy(1L << Math.min(times, 10));
		return (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
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
