package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether Data Flow answers.
 */
@Component
@Order(2)
@ConditionalOnDataFlow
class DataFlowCheck implements Check {

	private final DataFlowServer dataFlow;

	DataFlowCheck(DataFlowServer dataFlow) {
		this.dataFlow = dataFlow;
	}

	@Override
	public String name() {
		return "data-flow";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		try {
			return List.of(Finding.ok(this, "Data Flow " + this.dataFlow.about().version() + " answers"));
		}
		catch (PlatformException ex) {
			return List.of(Finding.failure(this, ex.getMessage(),
					"Check spring.cloud.dataflow.client.server-uri, the log-in, whether the server runs, and on Kubernetes the port in the NetworkPolicy alert-webhook"));
		}
	}

}
