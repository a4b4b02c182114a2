package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

/**
 * Budgets that are kept in memory.
 */
public final class InMemoryBudgets implements BudgetRepository {

	private final Map<String, StoredBudget> budgets = new TreeMap<>();

	private InMemoryBudgets() {
	}

	/**
	 * Creates budgets.
	 * @return no budgets
	 */
	public static Budgets create() {
		return new Budgets(Map.of(), new InMemoryBudgets());
	}

	@Override
	public List<StoredBudget> findAll() {
		return List.copyOf(this.budgets.values());
	}

	@Override
	public Optional<StoredBudget> find(String name) {
		return Optional.ofNullable(this.budgets.get(name));
	}

	@Override
	public StoredBudget insert(Budget budget, Edit edit) {
		StoredBudget stored = new StoredBudget(budget, Origin.API, 1, edit);
		this.budgets.put(budget.name(), stored);
		return stored;
	}

	@Override
	public StoredBudget update(StoredBudget current, Budget budget, Edit edit) {
		StoredBudget stored = new StoredBudget(budget, Origin.API, current.version() + 1, edit);
		this.budgets.put(budget.name(), stored);
		return stored;
	}

	@Override
	public void delete(StoredBudget current) {
		this.budgets.remove(current.budget().name());
	}

}
