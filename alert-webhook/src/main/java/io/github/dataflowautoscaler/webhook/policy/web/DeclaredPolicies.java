package io.github.dataflowautoscaler.webhook.policy.web;

import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Policies declared in configuration, for people who keep them in git.
 *
 * @param policies settings by stream name and application name
 */
@ConfigurationProperties("autoscale")
record DeclaredPolicies(@DefaultValue Map<String, Map<String, PolicySettings>> policies) {

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
