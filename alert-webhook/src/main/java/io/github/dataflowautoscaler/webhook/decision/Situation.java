package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * Everything a decision depends on, measurements aside.
 *
 * @param policy what the operator wants, without a pause that is over
 * @param direction what the alert allows
 * @param state what the platform shows
 * @param changes what was changed lately
 * @param now the time of the decision, by the clock of the changes
 */
public record Situation(Policy policy, Direction direction, ApplicationState state, Changes changes, Instant now) {

	/**
	 * The same for an alert that allows another direction.
	 * @param direction what the alert allows
	 * @return the situation with it
	 */
	public Situation with(Direction direction) {
		return new Situation(this.policy, direction, this.state, this.changes, this.now);
	}

}
