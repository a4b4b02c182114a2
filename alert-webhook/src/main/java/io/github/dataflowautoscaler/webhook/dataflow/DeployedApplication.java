package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Map;
import java.util.Optional;

/**
 * What the properties that an application was deployed with tell.
 *
 * @param bindings what it reads and writes
 * @param policy the policy in its properties, empty if it was deployed without one
 */
record DeployedApplication(Bindings bindings, Optional<DeployedPolicy> policy) {

	static DeployedApplication of(Map<String, String> properties) {
		BindingProperties bindings = new BindingProperties();
		properties.forEach(bindings::add);
		return new DeployedApplication(bindings.bindings(), DeployedPolicy.of(properties));
	}

}
