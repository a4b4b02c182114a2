package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DeployedPolicy;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether the policies that streams were deployed with are in force.
 */
@Component
@Order(20)
@ConditionalOnDataFlow
class DeployedPolicyCheck implements Check {

	private final Streams streams;

	DeployedPolicyCheck(Streams streams) {
		this.streams = streams;
	}

	@Override
	public String name() {
		return "deployment";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Map<ApplicationId, DeployedPolicy> deployed = new TreeMap<>(
				this.streams.latest().map(StreamsSnapshot::policies).orElse(Map.of()));
		return deployed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().fault() != null)
			.map((entry) -> Finding.warning(this, "Not in force: " + entry.getValue().fault(),
					"Deploy or update the stream with app.%s.autoscale.… as in docs/policy.md"
						.formatted(entry.getKey().application()))
				.about(entry.getKey()))
			.toList();
	}

}
