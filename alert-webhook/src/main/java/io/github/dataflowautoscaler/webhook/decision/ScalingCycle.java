package io.github.dataflowautoscaler.webhook.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.decision.BudgetLimit.Limited;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The loop's core. One cycle takes what is known of an application and makes of it a
 * decision, what to remember, and what to tell the applications that read from it. It
 * changes nothing: whoever runs it keeps what it remembers, and carries the decision out.
 */
public final class ScalingCycle {

	private ScalingCycle() {
	}

	/**
	 * Runs one cycle.
	 * @param situation what is wanted, what is there and what was changed lately
	 * @param inputs what was measured and is remembered
	 * @return the decision and what follows from it
	 */
	public static Result run(Situation situation, Inputs inputs) {
		Result result = plain(situation, inputs);
		if (situation.policy().foresight() != Foresight.ADVISE || situation.direction() != Direction.OUT
				|| result.decision().scales()) {
			return result;
		}
		Decision on = plain(situation.with(Foresight.ON), inputs).decision();
		return (on.to() > result.decision().to())
				? new Result(advised(result.decision(), on), result.assessment(), null, List.of(), result.givers())
				: result;
	}

	/** Says what would have been done with foresight. */
	private static Decision advised(Decision decision, Decision on) {
		return Decision.hold(decision.from(), decision.required(), Reason.ADVISED,
				"Foresight is on advise; it would have gone to %s. %s".formatted(on.to(), on.explanation()));
	}

	private static Result plain(Situation situation, Inputs inputs) {
		@Nullable Assessment assessment = assess(situation, inputs);
		Limited limited = BudgetLimit.apply(situation, decide(situation, inputs, assessment),
				(count) -> (assessment != null) ? Size.fewest(situation.policy(), assessment.observation(), count)
						: count);
		Decision decision = limited.decision();
		if (assessment == null || decision.to() <= decision.from()) {
			return new Result(decision, assessment, null, List.of(), limited.givers());
		}
		return new Result(decision, assessment, trial(decision, assessment),
				announcements(situation, inputs, decision, assessment), limited.givers());
	}

	/**
	 * Says what an application would be scaled out to if there were no budget and nothing
	 * to wait for: what is kept for it while others are decided about.
	 * @param situation the application, without budgets
	 * @param inputs what was measured and is remembered
	 * @param asked whether an alert has asked for more lately; without measurements
	 * nothing else tells that more is needed
	 * @return the number, what there is if that is enough
	 */
	public static int wanted(Situation situation, Inputs inputs, boolean asked) {
		int from = situation.state().instances();
		if (FailedScaleOut.pause(situation).isPresent()) {
			return from;
		}
		return Preconditions.settle(situation).orElseGet(() -> {
			@Nullable Assessment assessment = assess(situation, inputs);
			Decision wish = (assessment != null && assessment.isConclusive())
					? RateStrategy.decide(situation, assessment, ineffective(situation, inputs, assessment))
					: asked ? StepStrategy.decide(situation) : Decision.hold(from, from, Reason.ENOUGH, "");
			return Bounds.restore(situation, wish).orElse(wish);
		}).to();
	}

	/**
	 * Tells whether an application may want more, without looking at its changes.
	 * @param policy the policy that is in force
	 * @param state what the platform shows
	 * @param inputs what was measured and is remembered
	 * @param time when, and since when the instances are what they are
	 * @return {@code false} if it wants no more, unless an alert has asked
	 */
	public static boolean mayNeedMore(Policy policy, ApplicationState state, Inputs inputs, Time time) {
		@Nullable Assessment assessment = assess(policy, inputs, time);
		return state.instances() < Math.max(policy.minInstances(), (assessment != null) ? assessment.recommended() : 0);
	}

	/** That a scale-out has not helped yet is no reason to need less. */
	private static @Nullable Verdict ineffective(Situation situation, Inputs inputs, Assessment assessment) {
		@Nullable Verdict verdict = verdict(situation, inputs, assessment);
		return (verdict != null && !verdict.pending()) ? verdict : null;
	}

	/** What was added for a load that is yet to come has nothing to show so far. */
	private static @Nullable Trial trial(Decision decision, Assessment assessment) {
		return (decision.reason() != Reason.FORESEEN) ? Trial.of(decision, assessment.observation()).orElse(null)
				: null;
	}

	/** The step strategy needs no measurements. */
	private static @Nullable Assessment assess(Situation situation, Inputs inputs) {
		return assess(situation.policy(), inputs, new Time(situation.now(), situation.changes().last()));
	}

	private static @Nullable Assessment assess(Policy policy, Inputs inputs, Time time) {
		return (policy.strategy() == Strategy.RATE) ? Sizing.assess(policy, inputs.observation(), inputs.memory(), time)
				: null;
	}

	private static Decision decide(Situation situation, Inputs inputs, @Nullable Assessment assessment) {
		return decide(situation,
				() -> (assessment != null)
						? RateStrategy.decide(situation, assessment, verdict(situation, inputs, assessment))
						: StepStrategy.decide(situation));
	}

	/**
	 * What a strategy proposes stands if nothing else settles it or puts it off, and if
	 * it is not below the bounds.
	 */
	static Decision decide(Situation situation, Supplier<Decision> strategy) {
		Decision decision = Preconditions.settle(situation).orElseGet(() -> {
			Decision proposal = strategy.get();
			Decision timely = Cooldown.putOff(situation, proposal).orElse(proposal);
			return Bounds.restore(situation, timely).orElse(timely);
		});
		return Bounds.explain(situation, decision);
	}

	private static @Nullable Verdict verdict(Situation situation, Inputs inputs, Assessment assessment) {
		Trial trial = inputs.memory().trial();
		return (trial != null && situation.direction() == Direction.OUT)
				? trial.verdict(assessment, situation.changes(), situation.now(), inputs.downstream()).orElse(null)
				: null;
	}

	private static List<Announcement> announcements(Situation situation, Inputs inputs, Decision decision,
			Assessment assessment) {
		return inputs.downstream()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().direct())
			.flatMap((entry) -> announcement(situation, entry, decision, assessment).stream())
			.toList();
	}

	private static Optional<Announcement> announcement(Situation situation, Map.Entry<ApplicationId, Downstream> reader,
			Decision decision, Assessment assessment) {
		return Propagation.expect(assessment, decision.to(), reader.getValue(), situation.now())
			.map((expectation) -> new Announcement(reader.getKey(), reader.getValue().memory().version(), expectation));
	}

	/**
	 * What a cycle has come to.
	 *
	 * @param decision what to do, and why
	 * @param assessment what the measurements mean, and what to remember of it whatever
	 * becomes of the decision; {@code null} for the step strategy, which remembers
	 * nothing
	 * @param trial what to remember as well once a scale-out has begun, {@code null} if
	 * there is nothing to judge it by
	 * @param announcements what to announce to which applications once a scale-out has
	 * begun; none for the step strategy, which does not know what will be sent
	 * @param givers less important applications that should make room in a budget
	 */
	public record Result(Decision decision, @Nullable Assessment assessment, @Nullable Trial trial,
			List<Announcement> announcements, List<ApplicationId> givers) {
	}

}
