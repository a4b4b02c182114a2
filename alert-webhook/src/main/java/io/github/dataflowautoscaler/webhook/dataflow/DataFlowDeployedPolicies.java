package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.DeployedPolicies;
import io.github.dataflowautoscaler.webhook.policy.Policy;

import org.springframework.stereotype.Component;

/**
 * The policies that running streams were deployed with, as they were read last. While
 * Data Flow doesn't answer, they stay in force.
 */
@Component
@ConditionalOnDataFlow
class DataFlowDeployedPolicies implements DeployedPolicies {

	private final DataFlowStreams streams;

	DataFlowDeployedPolicies(DataFlowStreams streams) {
		this.streams = streams;
	}

	@Override
	public Map<ApplicationId, Policy> byApplication() {
		Map<ApplicationId, Policy> policies = new HashMap<>();
		this.streams.latest().map(StreamsSnapshot::policies).orElse(Map.of()).forEach((id, deployed) -> {
			Policy policy = deployed.policy();
			if (policy != null) {
				policies.put(id, policy);
			}
		});
		return policies;
	}

}
