package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.DeployedPolicies;
import io.github.dataflowautoscaler.webhook.policy.Policy;

import org.springframework.stereotype.Component;

/**
 * The policies that running streams were deployed with, as they were read last. While the
 * platform doesn't answer, they stay in force.
 */
@Component
public class LatestPolicies implements DeployedPolicies {

	private final Streams streams;

	public LatestPolicies(Streams streams) {
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
