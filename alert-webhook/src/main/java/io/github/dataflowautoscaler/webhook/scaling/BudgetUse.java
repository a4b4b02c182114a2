package io.github.dataflowautoscaler.webhook.scaling;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.Group;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Membership;

/**
 * What is used of a budget, and by whom.
 *
 * @param budget the budget
 * @param known whether Data Flow shows what runs
 * @param parts its members, by stream and application
 */
public record BudgetUse(Budget budget, boolean known, List<Part> parts) {

	public BudgetUse {
		parts = List.copyOf(parts);
	}

	/**
	 * Sums up what counts.
	 * @return what the instances of all members take
	 */
	public double taken() {
		return this.parts.stream().mapToDouble((part) -> part.instances() * part.membership().weight()).sum();
	}

	/**
	 * Says what is wrong with the budget.
	 * @return a sentence for each fault, none if it is fine
	 */
	public List<String> faults() {
		List<String> faults = new ArrayList<>();
		if (this.parts.isEmpty()) {
			faults.add("The budget '%s' has no members: there is no policy for %s".formatted(this.budget.name(),
					this.budget.group()));
		}
		double minima = this.parts.stream()
			.mapToDouble((part) -> part.minInstances() * part.membership().weight())
			.sum();
		if (minima > this.budget.maxInstances()) {
			faults.add("The budget '%s' allows %s, but the minima of its members take %s together"
				.formatted(this.budget.name(), this.budget.maxInstances(), Group.number(minima)));
		}
		return faults;
	}

	/**
	 * What one member uses.
	 *
	 * @param id the application
	 * @param membership its weight and its priority
	 * @param minInstances the minimum that is in force
	 * @param instances what runs, or what was asked for lately if that is more; 0 if the
	 * application does not run
	 */
	public record Part(ApplicationId id, Membership membership, int minInstances, int instances) {
	}

}
