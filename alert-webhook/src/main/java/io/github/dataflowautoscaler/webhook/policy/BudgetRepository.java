package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the budgets that were set through the API.
 */
public interface BudgetRepository {

	List<StoredBudget> findAll();

	Optional<StoredBudget> find(String name);

	/**
	 * Adds a budget.
	 * @param budget a budget whose name no stored one has
	 * @param edit when and by whom it is set
	 * @return the stored budget
	 * @throws PolicyConflictException if there is one by now
	 */
	StoredBudget insert(Budget budget, Edit edit);

	/**
	 * Replaces the budget that was read.
	 * @param current the budget as it was read
	 * @param budget the new one, of the same name
	 * @param edit when and by whom it is set
	 * @return the stored budget
	 * @throws PolicyConflictException if it has changed since
	 */
	StoredBudget update(StoredBudget current, Budget budget, Edit edit);

	/**
	 * Removes the budget that was read.
	 * @param current the budget as it was read
	 * @throws PolicyConflictException if it has changed since
	 */
	void delete(StoredBudget current);

}
