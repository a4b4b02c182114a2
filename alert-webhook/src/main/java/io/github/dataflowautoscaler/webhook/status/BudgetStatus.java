package io.github.dataflowautoscaler.webhook.status;

import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse;
import org.jspecify.annotations.Nullable;

/**
 * A budget that an application belongs to.
 *
 * @param name its name
 * @param maxInstances what all members may take
 * @param taken what they take, absent if unknown
 */
public record BudgetStatus(String name, int maxInstances, @Nullable Double taken) {

	/**
	 * Finds the budgets of an application.
	 * @param stored its policy
	 * @param uses all budgets
	 * @return its budgets, {@code null} if it has none
	 */
	static @Nullable List<BudgetStatus> of(StoredPolicy stored, List<BudgetUse> uses) {
		List<BudgetStatus> budgets = uses.stream()
			.filter((use) -> use.budget().covers(stored.id(), stored.policy().membership()))
			.map((use) -> new BudgetStatus(use.budget().name(), use.budget().maxInstances(),
					use.known() ? use.taken() : null))
			.toList();
		return budgets.isEmpty() ? null : budgets;
	}

}
