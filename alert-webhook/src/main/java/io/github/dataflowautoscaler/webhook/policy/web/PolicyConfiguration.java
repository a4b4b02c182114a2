package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.Applications;
import io.github.dataflowautoscaler.webhook.policy.BudgetRepository;
import io.github.dataflowautoscaler.webhook.policy.BudgetSettings;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.DeployedPolicies;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepository;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Brings declared, stored and deployed policies together, and declared and stored
 * budgets.
 */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

	private static final Bindable<Object> SETTINGS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forClassWithGenerics(Map.class, String.class, PolicySettings.class)));

	private static final Bindable<Object> BUDGETS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, String.class, BudgetSettings.class));

	PolicyConfiguration(Environment environment) {
		requireKnown(environment, "autoscale.policies", SETTINGS);
		requireKnown(environment, "autoscale.budgets", BUDGETS);
	}

	@Bean
	Policies policies(DeclaredPolicies declared, PolicyRepository repository, DeployedPolicies deployed,
			Applications applications) {
		return new Policies(declared.byApplication(), repository, deployed, applications);
	}

	@Bean
	Budgets budgets(DeclaredPolicies declared, BudgetRepository repository) {
		return new Budgets(declared.budgetsByName(), repository);
	}

	/**
	 * A misspelt setting ends the start: nobody would notice that its default is in
	 * force. Binding leniently is all that configuration properties of records can do.
	 */
	private static void requireKnown(Environment environment, String prefix, Bindable<Object> settings) {
		Binder
			.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
			.bind(prefix, settings);
	}

}
