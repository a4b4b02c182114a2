package io.github.dataflowautoscaler.webhook.policy;

import java.util.Map;

/**
 * Knows the policies that travel with streams: those that running streams were deployed
 * with.
 */
@FunctionalInterface
public interface DeployedPolicies {

	/**
	 * The policies as far as they are known.
	 * @return the policy of each application that was deployed with one
	 */
	Map<ApplicationId, Policy> byApplication();

}
