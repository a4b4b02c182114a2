package io.github.dataflowautoscaler.webhook.histories;

import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * What a history is made of.
 *
 * @param seed the number that all of it was drawn from
 * @param replicas how many replicas there are
 * @param applications the applications
 * @param budget what all of them may have together, {@code null} for no limit
 * @param happenings what happens, in order
 */
record Plan(long seed, int replicas, List<Application> applications, Budget budget, List<Happening> happenings) {

	/**
	 * The same with other happenings.
	 * @param others what happens
	 * @return the plan
	 */
	Plan with(List<Happening> others) {
		return new Plan(this.seed, this.replicas, this.applications, this.budget, others);
	}

	/**
	 * An application at the beginning.
	 *
	 * @param id its name
	 * @param instances its instances
	 * @param load messages per second
	 * @param policy its policy
	 */
	record Application(ApplicationId id, int instances, double load, Policy policy) {
	}

}
