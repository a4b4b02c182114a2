package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.BudgetSettings;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Policies and budgets declared in configuration, for people who keep them in git.
 *
 * @param policies settings by stream name and application name
 * @param budgets settings by the budgets' names
 */
@ConfigurationProperties("autoscale")
record DeclaredPolicies(@DefaultValue Map<String, Map<String, PolicySettings>> policies,
		@DefaultValue Map<String, BudgetSettings> budgets) {

	/**
	 * Reads the declarations.
	 * @return the policy of each application
	 * @throws IllegalArgumentException naming the application and the offending value
	 */
	Map<ApplicationId, Policy> byApplication() {
		Map<ApplicationId, Policy> byApplication = new TreeMap<>();
		this.policies.forEach((stream, applications) -> applications.forEach((application, settings) -> {
			ApplicationId id = new ApplicationId(stream, application);
			byApplication.put(id, toPolicy(id, settings));
		}));
		return byApplication;
	}

	/**
	 * Reads the budgets.
	 * @return the budgets by name
	 * @throws IllegalArgumentException naming the budget and the offending value
	 */
	Map<String, Budget> budgetsByName() {
		Map<String, Budget> byName = new TreeMap<>();
		this.budgets.forEach((name, settings) -> {
			try {
				byName.put(name, settings.toBudget(name));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("autoscale.budgets.%s: %s".formatted(name, ex.getMessage()), ex);
			}
		});
		return byName;
	}

	private static Policy toPolicy(ApplicationId id, PolicySettings settings) {
		try {
			return settings.toPolicy();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"autoscale.policies.%s.%s: %s".formatted(id.stream(), id.application(), ex.getMessage()), ex);
		}
	}

}
