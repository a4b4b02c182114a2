package io.github.dataflowautoscaler.webhook.policy;

/**
 * Tests for {@link InMemoryBudgets}: what is tested with them is as good as they are.
 */
class InMemoryBudgetsTests extends BudgetRepositoryContract {

	InMemoryBudgetsTests() {
		super(new InMemoryBudgets());
	}

}
