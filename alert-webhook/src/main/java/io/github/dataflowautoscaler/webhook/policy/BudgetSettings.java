package io.github.dataflowautoscaler.webhook.policy;

import org.jspecify.annotations.Nullable;

/**
 * A budget as operators write it, in the API and in configuration, without its name. The
 * components are those of {@link Budget}.
 *
 * @param maxInstances required
 * @param stream default: any stream
 * @param label default: any label; a budget has a stream or a label, or neither
 * @param makeRoom default {@code false}
 */
public record BudgetSettings(@Nullable Integer maxInstances, @Nullable String stream, @Nullable String label,
		@Nullable Boolean makeRoom) {

	/**
	 * Fills in the defaults.
	 * @param name the budget's name
	 * @return the budget
	 * @throws IllegalArgumentException naming the setting and its offending value
	 */
	public Budget toBudget(String name) {
		if (this.maxInstances == null) {
			throw new IllegalArgumentException("maxInstances is missing");
		}
		return new Budget(name, this.maxInstances, this.stream, this.label, Boolean.TRUE.equals(this.makeRoom));
	}

	/**
	 * Returns a budget's settings, so that what was read can be sent back.
	 * @param budget the budget
	 * @return all of its settings that have a value
	 */
	public static BudgetSettings of(Budget budget) {
		return new BudgetSettings(budget.maxInstances(), budget.stream(), budget.label(), budget.makeRoom());
	}

}
