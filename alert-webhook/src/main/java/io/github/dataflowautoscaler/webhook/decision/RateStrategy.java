package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.util.OptionalInt;

import io.github.dataflowautoscaler.webhook.decision.Assessment.Limit;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Goes to the right number of instances at once, if an alert allows the direction: up as
 * soon as the present instances would be busier than they should, down only to the
 * highest recommendation of a window, and only on evidence.
 */
final class RateStrategy {

	/** Up when the present instances would have to be busier than this. */
	static final double UPPER_BOUND = 0.98;

	/**
	 * Waiting work, in seconds of input, up to which an application may be scaled in.
	 */
	private static final double HARDLY_WAITING_SECONDS = 5;

	/**
	 * The part of the scale-in window, its end, that tells how many will be enough soon.
	 */
	private static final double RECENT_PART = 0.5;

	private RateStrategy() {
	}

	/**
	 * Decides.
	 * @param situation an application that runs
	 * @param assessment what the measurements say
	 * @param verdict why the last scale-out is no reason for another one, {@code null} if
	 * it helped or if that can't be told
	 * @return the decision; its explanation is complete without the arguments
	 */
	static Decision decide(Situation situation, Assessment assessment, @Nullable Verdict verdict) {
		return switch (situation.direction()) {
			case OUT -> out(situation, assessment, verdict);
			case IN -> in(situation, assessment);
		};
	}

	private static Decision out(Situation situation, Assessment assessment, @Nullable Verdict verdict) {
		int from = situation.state().instances();
		if (verdict != null) {
			return Decision.hold(from, Math.max(assessment.required(), from),
					verdict.pending() ? Reason.COOLDOWN : Reason.INEFFECTIVE, verdict.explanation());
		}
		if (!assessment.isConclusive()) {
			return because(StepStrategy.decide(situation), assessment.explanation() + "; so a plain step");
		}
		boolean enough = assessment.isEnough(from);
		int to = limitedOut(situation.policy(), from, assessment.recommended());
		if (to <= from) {
			return Decision.hold(from, assessment.required(), full(from, assessment, enough), assessment.explanation());
		}
		if (enough) {
			return Decision.hold(from, assessment.required(), Reason.ENOUGH,
					assessment.explanation() + "; the present %s are still enough".formatted(from));
		}
		if (assessment.capacity().isLowerBound()) {
			return because(StepStrategy.decide(situation),
					assessment.explanation() + "; a consumer may do more than that, so a plain step");
		}
		return new Decision(from, assessment.required(), to,
				assessment.isForeseen(from) ? Reason.FORESEEN : Reason.SCALE_OUT, assessment.explanation());
	}

	/** Why there are no more instances. */
	private static Reason full(int from, Assessment assessment, boolean enough) {
		if (!enough && assessment.observation().hotPartition() != null
				&& assessment.limits().stream().map(Limit::name).noneMatch(Size.MAXIMUM::equals)) {
			return Reason.HOT_PARTITION;
		}
		return (assessment.required() > from) ? Reason.AT_MAXIMUM : Reason.ENOUGH;
	}

	private static Decision in(Situation situation, Assessment assessment) {
		int from = situation.state().instances();
		if (!assessment.isConclusive()) {
			return Decision.hold(from, from, Reason.UNKNOWN_LOAD, assessment.explanation());
		}
		Observation seen = assessment.observation();
		if (seen.isLagMissing()) {
			return Decision.hold(from, assessment.required(), Reason.UNKNOWN_LOAD,
					assessment.explanation() + "; the lag is unknown: " + seen.lag().reason());
		}
		double waiting = seen.lag().orElse(0);
		double noise = 0.05 * seen.input().orElse(0);
		if (waiting > HARDLY_WAITING_SECONDS * Math.max(seen.input().orElse(0), 1)
				|| seen.lagTrend().orElse(0) > Math.max(noise, 1)) {
			return Decision.hold(from, assessment.required(), Reason.LAG,
					assessment.explanation() + "; the lag has to be worked off first");
		}
		Duration window = situation.policy().scaleInWindow();
		OptionalInt highest = assessment.memory().highestRecommendation(window, situation.now());
		if (highest.isEmpty()) {
			return Decision.hold(from, assessment.required(), Reason.WINDOW, assessment.explanation()
					+ "; but the load of the last %s s is not known yet".formatted(window.toSeconds()));
		}
		Duration recent = Duration.ofMillis(Math.round(RECENT_PART * window.toMillis()));
		OptionalInt soon = assessment.memory().highestRecommendation(recent, situation.now());
		int least = least(situation, assessment);
		return in(situation, assessment, Math.max(highest.getAsInt(), least), Math.max(soon.orElse(0), least));
	}

	/**
	 * What the load needs now. More than the maximum were put there by hand, and are
	 * taken away when the load allows it.
	 */
	private static int least(Situation situation, Assessment assessment) {
		int from = situation.state().instances();
		return (from > situation.policy().maxInstances())
				? Math.max(assessment.recommended(), Math.min(from, assessment.required())) : assessment.recommended();
	}

	/**
	 * Goes down to what was needed within the window, unless fewer will do before long: a
	 * load that has fallen ends in one scale-in, not in one for each step of the way.
	 */
	private static Decision in(Situation situation, Assessment assessment, int needed, int soon) {
		int from = situation.state().instances();
		String within = "; %s were needed within the last %s s".formatted(needed,
				situation.policy().scaleInWindow().toSeconds());
		int to = limitedIn(situation.policy(), from, needed);
		if (to >= from) {
			return Decision.hold(from, assessment.required(),
					(needed > least(situation, assessment)) ? Reason.WINDOW : Reason.ENOUGH,
					assessment.explanation() + within);
		}
		if (limitedIn(situation.policy(), from, soon) < to) {
			return Decision.hold(from, assessment.required(), Reason.WINDOW, assessment.explanation() + within
					+ ", and it will soon be %s: then that is one action instead of two".formatted(soon));
		}
		return new Decision(from, assessment.required(), to, Reason.SCALE_IN,
				assessment.explanation() + ((needed > least(situation, assessment)) ? within : ""));
	}

	private static int limitedIn(Policy policy, int from, int needed) {
		Integer most = policy.scaleInBy();
		return Math.max(needed, (most != null) ? from - most : 1);
	}

	private static int limitedOut(Policy policy, int from, int recommended) {
		Integer most = policy.scaleOutBy();
		return (most != null) ? Math.min(recommended, from + most) : recommended;
	}

	private static Decision because(Decision decision, String explanation) {
		return new Decision(decision.from(), decision.required(), decision.to(), decision.reason(),
				decision.explanation() + ". " + explanation);
	}

}
