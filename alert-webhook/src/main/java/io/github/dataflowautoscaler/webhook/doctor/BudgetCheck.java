package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.BudgetReader;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether each budget has members, and room for their minima.
 */
@Component
@Order(20)
class BudgetCheck implements Check {

	private final BudgetReader budgets;

	BudgetCheck(BudgetReader budgets) {
		this.budgets = budgets;
	}

	@Override
	public String name() {
		return "budget";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		return this.budgets.uses().stream().flatMap((use) -> examine(use, policies)).toList();
	}

	/** One that concerns none of the policies is left to an examination of all. */
	private Stream<Finding> examine(BudgetUse use, List<StoredPolicy> policies) {
		boolean concerned = use.parts().isEmpty() || policies.stream()
			.anyMatch((stored) -> use.budget().covers(stored.id(), stored.policy().membership()));
		if (!concerned) {
			return Stream.empty();
		}
		return use.faults().isEmpty() ? Stream.of(fine(use))
				: use.faults().stream().map((fault) -> Finding.warning(this, fault, remedy(use)));
	}

	private Finding fine(BudgetUse use) {
		return Finding.ok(this, "The budget '%s' has %s members, and room for their minima"
			.formatted(use.budget().name(), use.parts().size()));
	}

	private static String remedy(BudgetUse use) {
		return use.parts().isEmpty() ? "Give policies its label, or remove it"
				: "Raise the budget, or lower minInstances: until then it keeps applications below their minima";
	}

}
