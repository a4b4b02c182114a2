package io.github.dataflowautoscaler.webhook.simulation;

import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Inputs;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook keeps of one application between two cycles.
 */
public final class ScaledApplication {

	/** The only one that there is in a simulation. */
	static final String VERSION = "1";

	/** Seconds between two regular assessments. */
	private static final int ASSESSMENT_INTERVAL = 15;

	private static final int ASSESSMENT_OFFSET = 12;

	private final ChangeLog changes = new ChangeLog();

	private final @Nullable Foreseer foreseer;

	private Memory memory;

	private boolean foreseen;

	/** An application of which nothing is known. */
	public ScaledApplication() {
		this(Memory.empty(VERSION), null);
	}

	/**
	 * An application.
	 * @param memory what is remembered of it
	 * @param foreseer foresees its load, {@code null} if nobody does
	 */
	ScaledApplication(Memory memory, @Nullable Foreseer foreseer) {
		this.memory = memory;
		this.foreseer = foreseer;
	}

	/**
	 * One second in which nothing is decided: learns how long instances take to start,
	 * and assesses regularly, alert or not, as the webhook does.
	 * @param seen the application now
	 * @param policy the policy that is in force
	 */
	public void watch(Sight seen, Policy policy) {
		this.changes.watch(seen).ifPresent((took) -> this.memory = this.memory.started(took));
		if (Math.floorMod(seen.now(), ASSESSMENT_INTERVAL) == ASSESSMENT_OFFSET && policy.strategy() == Strategy.RATE) {
			if (this.foreseer != null && policy.foresight() != Foresight.OFF) {
				this.memory = this.memory.foreseeing(this.foreseer.look(seen, policy, this.memory));
			}
			Assessment assessment = Sizing.assess(policy, seen.observation(), this.memory,
					new Time(seen.instant(), this.changes.changes().last()));
			this.memory = assessment.memory();
			this.foreseen = assessment.isForeseen(seen.instances()) && seen.ready() == seen.instances();
		}
	}

	/**
	 * Runs the cycle.
	 * @param seen the application now
	 * @param inForce what is in force of the policy
	 * @param direction what the alert allows
	 * @param downstream the applications further down
	 * @return what it has come to; of a decision that scales, the change has begun
	 */
	public Result run(Sight seen, InForce inForce, Direction direction, Map<ApplicationId, Downstream> downstream) {
		Situation situation = new Situation(inForce, direction, seen.state(), this.changes.changes(), seen.instant());
		Result result = ScalingCycle.run(situation, new Inputs(seen.observation(), this.memory, downstream));
		if (result.assessment() != null) {
			this.memory = result.assessment().memory();
		}
		if (result.decision().scales()) {
			this.changes.begin(result.decision(), seen.instant());
			this.memory = this.memory.trying(result.trial());
		}
		return result;
	}

	/**
	 * Tells whether the latest regular assessment asks for instances, without an alert.
	 * @return whether it does, for a load that is foreseen
	 */
	public boolean isForeseen() {
		return this.foreseen;
	}

	/**
	 * The utilization that a policy aims at now.
	 * @param policy the policy that is in force
	 * @return its own number, or the one that is found
	 */
	public double targetUtilization(Policy policy) {
		return this.memory.headroom().utilization(policy);
	}

	/**
	 * What is remembered.
	 * @return the memory
	 */
	public Memory memory() {
		return this.memory;
	}

	/**
	 * Is told what an upstream application will send.
	 * @param expectation the expectation
	 */
	public void expect(Expectation expectation) {
		this.memory = this.memory.expecting(expectation);
	}

}
