package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * Everything a decision depends on, measurements aside.
 *
 * @param inForce what is in force of the policy
 * @param direction what the alert allows
 * @param state what the platform shows
 * @param changes what was changed lately
 * @param now the time of the decision, by the clock of the changes
 * @param groups the budgets that the application belongs to
 */
public record Situation(InForce inForce, Direction direction, ApplicationState state, Changes changes, Instant now,
		List<Group> groups) {

	public Situation {
		groups = List.copyOf(groups);
	}

	/**
	 * A situation without a budget.
	 * @param inForce what is in force of the policy
	 * @param direction what the alert allows
	 * @param state what the platform shows
	 * @param changes what was changed lately
	 * @param now the time of the decision, by the clock of the changes
	 */
	public Situation(InForce inForce, Direction direction, ApplicationState state, Changes changes, Instant now) {
		this(inForce, direction, state, changes, now, List.of());
	}

	/**
	 * A situation without a schedule and without a budget.
	 * @param policy what the operator wants, without a pause that is over
	 * @param direction what the alert allows
	 * @param state what the platform shows
	 * @param changes what was changed lately
	 * @param now the time of the decision, by the clock of the changes
	 */
	public Situation(Policy policy, Direction direction, ApplicationState state, Changes changes, Instant now) {
		this(new InForce(policy, null), direction, state, changes, now);
	}

	public Policy policy() {
		return this.inForce.policy();
	}

	/**
	 * The same with another foresight.
	 * @param foresight the foresight
	 * @return the situation with it
	 */
	Situation with(Foresight foresight) {
		return new Situation(new InForce(policy().withForesight(foresight), this.inForce.window()), this.direction,
				this.state, this.changes, this.now);
	}

	/**
	 * The same for an alert that allows another direction.
	 * @param direction what the alert allows
	 * @return the situation with it
	 */
	public Situation with(Direction direction) {
		return new Situation(this.inForce, direction, this.state, this.changes, this.now, this.groups);
	}

}
