package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

/**
 * All budgets in force: those declared in configuration, which win, and those set through
 * the API.
 */
public class Budgets {

	private final Map<String, Budget> declared;

	private final BudgetRepository repository;

	public Budgets(Map<String, Budget> declared, BudgetRepository repository) {
		this.declared = Map.copyOf(declared);
		this.repository = repository;
	}

	/**
	 * Finds all budgets.
	 * @return the budgets, by name
	 */
	public List<StoredBudget> findAll() {
		Map<String, StoredBudget> all = new TreeMap<>();
		this.repository.findAll().forEach((stored) -> all.put(stored.budget().name(), stored));
		this.declared.values().forEach((budget) -> all.put(budget.name(), declared(budget)));
		return List.copyOf(all.values());
	}

	public Optional<StoredBudget> find(String name) {
		Budget budget = this.declared.get(name);
		return (budget != null) ? Optional.of(declared(budget)) : stored(name);
	}

	/** Not each database takes each text to look for. */
	private Optional<StoredBudget> stored(String name) {
		return ApplicationId.isName(name) ? this.repository.find(name) : Optional.empty();
	}

	/**
	 * Sets a budget, whether there was one or not. One that is already so is left
	 * unchanged.
	 * @param budget the budget
	 * @param expected what the caller requires of the budget that is there now
	 * @param edit when and by whom it is set
	 * @return the stored budget
	 * @throws PolicyConflictException if the budget there is not as expected, changes
	 * meanwhile, or is declared in configuration
	 */
	public StoredBudget set(Budget budget, Predicate<Optional<StoredBudget>> expected, Edit edit) {
		return changeable(budget.name(), expected)
			.map((stored) -> stored.budget().equals(budget) ? stored : this.repository.update(stored, budget, edit))
			.orElseGet(() -> this.repository.insert(budget, edit));
	}

	/**
	 * Removes a budget.
	 * @param name its name
	 * @param expected what the caller requires of the budget that is there now
	 * @return whether there was one
	 * @throws PolicyConflictException as for {@link #set}
	 */
	public boolean remove(String name, Predicate<Optional<StoredBudget>> expected) {
		Optional<StoredBudget> current = changeable(name, expected);
		current.ifPresent(this.repository::delete);
		return current.isPresent();
	}

	private Optional<StoredBudget> changeable(String name, Predicate<Optional<StoredBudget>> expected) {
		if (this.declared.containsKey(name)) {
			throw new PolicyConflictException(Kind.DECLARED,
					"The budget '%s' is declared in configuration; change it there".formatted(name));
		}
		Optional<StoredBudget> current = stored(name);
		if (!expected.test(current)) {
			throw new PolicyConflictException(Kind.CHANGED,
					"The budget '%s' is not the one that was read; read it again".formatted(Quoted.shortened(name)));
		}
		return current;
	}

	private static StoredBudget declared(Budget budget) {
		return new StoredBudget(budget, Origin.CONFIGURATION, 0, null);
	}

}
