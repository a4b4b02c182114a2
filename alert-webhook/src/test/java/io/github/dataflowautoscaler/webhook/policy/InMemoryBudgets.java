package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

/**
 * Budgets that are kept in memory.
 */
public final class InMemoryBudgets implements BudgetRepository {

	private final Map<String, StoredBudget> budgets = new TreeMap<>();

	private long versions;

	InMemoryBudgets() {
	}

	/**
	 * Creates budgets.
	 * @return no budgets
	 */
	public static Budgets create() {
		return create(List.of());
	}

	/**
	 * Creates budgets.
	 * @param declared those of the configuration
	 * @return these budgets
	 */
	public static Budgets create(List<Budget> declared) {
		return new Budgets(declared.stream().collect(Collectors.toMap(Budget::name, Function.identity())),
				new InMemoryBudgets());
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
		require(!this.budgets.containsKey(budget.name()));
		return put(budget, edit);
	}

	@Override
	public StoredBudget update(StoredBudget current, Budget budget, Edit edit) {
		require(current.equals(this.budgets.get(budget.name())));
		return put(budget, edit);
	}

	private StoredBudget put(Budget budget, Edit edit) {
		this.versions++;
		StoredBudget stored = new StoredBudget(budget, Origin.API, this.versions, edit);
		this.budgets.put(budget.name(), stored);
		return stored;
	}

	@Override
	public void delete(StoredBudget current) {
		require(current.equals(this.budgets.get(current.budget().name())));
		this.budgets.remove(current.budget().name());
	}

	private static void require(boolean asRead) {
		if (!asRead) {
			throw new PolicyConflictException(Kind.CHANGED, "The budget is not the one that was read");
		}
	}

}
