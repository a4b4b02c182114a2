package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApplications;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether each policy is for an application that exists and can be scaled.
 */
@Component
@Order(10)
@ConditionalOnDataFlow
class DefinitionCheck implements Check {

	private final DataFlowApplications applications;

	DefinitionCheck(DataFlowApplications applications) {
		this.applications = applications;
	}

	@Override
	public String name() {
		return "definition";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		return policies.stream().map((stored) -> examine(stored.id()).about(stored.id())).toList();
	}

	private Finding examine(ApplicationId id) {
		try {
			return this.applications.examine(id)
				.map((objection) -> Finding.failure(this, objection,
						"Remove the policy, or set it for another application"))
				.orElseGet(() -> Finding.ok(this, "The stream has the application, and it has an input"));
		}
		catch (PlatformException ex) {
			return Finding.warning(this, "The definition can't be read: " + ex.getMessage(), "See the check data-flow");
		}
	}

}
