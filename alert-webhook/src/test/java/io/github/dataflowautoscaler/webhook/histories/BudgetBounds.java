package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

/**
 * All applications with a policy together have no more instances than the budget, unless
 * somebody else has just scaled one of them or changed a policy. What is free of the
 * budget does not stay unused while somebody needs it.
 */
final class BudgetBounds {

	/** A decision may have been made a moment before somebody else did something. */
	private static final long MOMENT = Duration.ofMinutes(3).toMillis();

	private final Promises promises;

	private final World world;

	private long disturbedAt = -MOMENT;

	BudgetBounds(Promises promises, World world) {
		this.promises = promises;
		this.world = world;
	}

	/** Somebody else has changed what there is, or what belongs to the budget. */
	void disturbed() {
		this.disturbedAt = this.world.time.now();
	}

	void check(ApplicationId id, int from, int to) {
		Budget budget = this.world.budget;
		if (budget == null || to <= from || this.world.time.now() - this.disturbedAt < MOMENT) {
			return;
		}
		int sum = this.world.applications.stream()
			.filter(this::isMember)
			.mapToInt((member) -> member.id().equals(id) ? Math.max(to, has(member)) : has(member))
			.sum();
		if (sum > budget.maxInstances()) {
			this.promises.broken("never above a budget",
					"%s is scaled from %s to %s, which makes %s of %s".formatted(id, from, to, sum, budget));
		}
	}

	private boolean isMember(SimulatedApplication application) {
		return this.world.database.policies.containsKey(application.id());
	}

	/** What it has, or may yet get. */
	private int has(SimulatedApplication application) {
		ApplicationId id = application.id();
		return Math.max(application.instances(), Math.max(this.promises.asked(id), this.world.dataFlow.coming(id)));
	}

	/**
	 * Tells whether an application that needs more instances could have them.
	 * @param id the application
	 * @param priority its priority
	 * @return whether something is free, or a less important one could do without
	 */
	boolean leavesRoom(ApplicationId id, int priority) {
		Budget budget = this.world.budget;
		if (budget == null) {
			return true;
		}
		int sum = this.world.applications.stream()
			.filter(this::isMember)
			.mapToInt(SimulatedApplication::instances)
			.sum();
		return sum < budget.maxInstances() || (sum == budget.maxInstances() && budget.makeRoom()
				&& this.world.applications.stream().anyMatch((other) -> gives(other, priority)));
	}

	private boolean gives(SimulatedApplication other, int priority) {
		return Optional.ofNullable(this.world.database.policies.get(other.id()))
			.map(StoredPolicy::policy)
			.filter((policy) -> policy.membership().priority() < priority && policy.pause() == null && !policy.dryRun()
					&& Settling.mayGoIn(policy))
			.filter((policy) -> other.instances() > min(policy))
			.isPresent();
	}

	private int min(Policy policy) {
		return policy.at(VirtualTime.BEGIN.plusMillis(this.world.time.now()), Duration.ZERO).policy().minInstances();
	}

}
