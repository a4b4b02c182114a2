package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.RateStrategy;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.StepStrategy;
import io.github.dataflowautoscaler.webhook.decision.Terms;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Brings a decision's inputs together, and has the applications down the stream evaluated
 * as soon as one is scaled out.
 */
@Component
public class Decider {

	private final Policies policies;

	private final Platform platform;

	private final Assessor assessor;

	private final History history;

	private final ApplicationEventPublisher events;

	private final SteadyClock clock;

	private final Clock systemClock;

	private final StepStrategy step = new StepStrategy();

	private final RateStrategy rate = new RateStrategy();

	Decider(Policies policies, Platform platform, Assessor assessor, History history, ApplicationEventPublisher events,
			SteadyClock clock, Clock systemClock) {
		this.policies = policies;
		this.platform = platform;
		this.assessor = assessor;
		this.history = history;
		this.events = events;
		this.clock = clock;
		this.systemClock = systemClock;
	}

	/**
	 * Says what would be decided now if an alert allowed it, without acting and without
	 * remembering anything.
	 * @param id the application
	 * @param policy its policy
	 * @return the decision for both directions, and what they are made of
	 * @throws PlatformException if the application's state can't be read
	 */
	public Explanation explain(ApplicationId id, Policy policy) {
		Situation out = situate(id, policy, Direction.OUT);
		Situation in = new Situation(out.policy(), Direction.IN, out.state(), out.changes(), out.now());
		if (policy.strategy() == Strategy.STEP) {
			return new Explanation(this.step.decide(out), this.step.decide(in), List.of(), List.of());
		}
		Assessment assessment = look(id, policy, out.state(), out.changes().last());
		return new Explanation(rate(id, out, assessment), rate(id, in, assessment),
				Terms.of(policy, assessment, out.now()), assessment.limits());
	}

	/**
	 * Says what the measurements mean, without remembering anything.
	 * @param id the application
	 * @param policy its policy
	 * @param state what the platform shows
	 * @param lastChange when its instances last changed, {@code null} if that is long ago
	 * @return the assessment
	 */
	public Assessment look(ApplicationId id, Policy policy, ApplicationState state, @Nullable Instant lastChange) {
		return this.assessor.look(id, policy, state, lastChange);
	}

	/**
	 * Decides.
	 * @param id the application
	 * @param policy its policy
	 * @param direction the direction that the alert allows
	 * @return the decision, and what it was made by
	 */
	Decided decide(ApplicationId id, Policy policy, Direction direction) {
		Situation situation = situate(id, policy, direction);
		if (policy.strategy() == Strategy.STEP) {
			return new Decided(this.step.decide(situation), null);
		}
		Assessment assessment = assess(id, situation);
		return new Decided(rate(id, situation, assessment), assessment);
	}

	/** A pause's end is a time that somebody set, so it is over by the system's clock. */
	private Situation situate(ApplicationId id, Policy policy, Direction direction) {
		ApplicationState state = this.platform.observe(id);
		Policy present = policy.withPause(policy.pauseAt(this.systemClock.instant()));
		return new Situation(present, direction, state, this.history.findChanges(id), this.clock.instant());
	}

	private Assessment assess(ApplicationId id, Situation situation) {
		return this.assessor.assess(id, situation.policy(), situation.state(), situation.changes().last());
	}

	private Decision rate(ApplicationId id, Situation situation, Assessment assessment) {
		@Nullable Verdict verdict = (situation.direction() == Direction.OUT) ? this.assessor.verdict(id, assessment) : null;
		return this.rate.decide(situation, assessment, verdict);
	}

	/**
	 * Announces a scale-out that has begun to the applications down the stream, and takes
	 * note of it to judge it later. One that is counted by steps tells nothing of what it
	 * will send.
	 * @param id the application
	 * @param decided the decision that is carried out
	 */
	void announce(ApplicationId id, Decided decided) {
		Decision decision = decided.decision();
		if (decided.assessment() == null || decision.to() <= decision.from()) {
			return;
		}
		this.assessor.scaledOut(id, decided.assessment(), decision)
			.stream()
			.filter((next) -> this.policies.find(next).isPresent())
			.forEach((next) -> this.events
				.publishEvent(ScaleRequest.of(next, Direction.OUT, "Upstream " + id, this.clock.instant())));
	}

	/**
	 * A decision that is yet to be carried out.
	 *
	 * @param decision the decision
	 * @param assessment what the measurements meant, {@code null} if it was made by steps
	 */
	record Decided(Decision decision, @Nullable Assessment assessment) {
	}

}
