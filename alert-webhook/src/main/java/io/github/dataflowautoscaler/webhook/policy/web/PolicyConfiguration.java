package io.github.dataflowautoscaler.webhook.policy.web;

import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepository;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings declared and stored policies together.
 */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

	@Bean
	Policies policies(DeclaredPolicies declared, PolicyRepository repository) {
		return new Policies(declared.byApplication(), repository);
	}

}
