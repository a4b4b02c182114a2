package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Platform;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether each application is in a state in which Data Flow scales it, and has as many
 * instances as its policy says.
 */
@Component
@Order(11)
class InstancesCheck implements Check {

	private static final ApplicationState MISSING = ApplicationState.absent(State.UNDEPLOYED);

	private final Platform platform;

	InstancesCheck(Platform platform) {
		this.platform = platform;
	}

	@Override
	public String name() {
		return "instances";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		return policies.stream()
			.map((stored) -> (running.isEmpty() ? unknown()
					: judge(stored.policy(), running.getOrDefault(stored.id(), MISSING)))
				.about(stored.id()))
			.toList();
	}

	private Finding unknown() {
		return Finding.warning(this, "Data Flow has told of no running application lately",
				"Deploy the stream; if it is deployed, see the check data-flow");
	}

	private Finding judge(Policy policy, ApplicationState state) {
		String up = "%s of %s instances are up".formatted(state.deployedInstances(), state.instances());
		return switch (state.state()) {
			case DEPLOYED -> bounds(policy, state.instances(), up);
			case DEPLOYING, UNKNOWN -> Finding.warning(this, "It %s; %s".formatted(state.state().predicate(), up),
					"Wait until it is deployed: Data Flow scales nothing else");
			case PARTIAL, FAILED -> Finding.failure(this, "It %s; %s".formatted(state.state().predicate(), up),
					"See the instances' logs; it is not scaled until all are up, for which local deployers need an undeploy and a deploy");
			case CRASHING -> Finding.failure(this, "It %s; %s".formatted(state.state().predicate(), up),
					"See why: kubectl logs --previous <pod>. The next alert takes back those that a scale-out brought");
			case PENDING -> Finding.failure(this, "It %s; %s".formatted(state.state().predicate(), up),
					"See which: kubectl describe pod <pod>. Nothing more is asked for until they run");
			default -> Finding.warning(this, "It " + state.state().predicate(), "Deploy the stream");
		};
	}

	private Finding bounds(Policy policy, int instances, String up) {
		if (instances > policy.maxInstances()) {
			return Finding.warning(this,
					"%s, more than the policy's maximum of %s".formatted(up, policy.maxInstances()),
					"They stay until a scale-in alert; raise maxInstances, or scale it by hand");
		}
		if (instances < policy.minInstances()) {
			return Finding.warning(this,
					"%s, fewer than the policy's minimum of %s".formatted(up, policy.minInstances()),
					"The next scale-out alert brings them; or scale it by hand");
		}
		return Finding.ok(this, up);
	}

}
