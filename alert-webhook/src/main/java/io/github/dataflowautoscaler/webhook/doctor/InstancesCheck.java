package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Schedules;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether each application is in a state in which Data Flow scales it, and has as many
 * instances as its policy says.
 */
@Component
@Order(11)
@ConditionalOnDataFlow
class InstancesCheck implements Check {

	private final Streams streams;

	private final Schedules schedules;

	InstancesCheck(Streams streams, Schedules schedules) {
		this.streams = streams;
		this.schedules = schedules;
	}

	@Override
	public String name() {
		return "instances";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Optional<Map<ApplicationId, RunningApplication>> running = this.streams.current()
			.map((snapshot) -> snapshot.applications()
				.stream()
				.collect(Collectors.toMap(RunningApplication::id, Function.identity(), (first, second) -> first)));
		return policies.stream()
			.map((stored) -> running
				.map((all) -> Optional.ofNullable(all.get(stored.id()))
					.map((application) -> judge(this.schedules.now(stored.id(), stored.policy()).policy(), application))
					.orElseGet(() -> notDeployed(State.UNDEPLOYED)))
				.orElseGet(this::unknown)
				.about(stored.id()))
			.toList();
	}

	private Finding unknown() {
		return Finding.warning(this, "The instances are unknown: Data Flow has not reported them lately",
				"See the check data-flow");
	}

	private Finding notDeployed(State state) {
		return Finding.warning(this, "It " + state.predicate(), "Deploy the stream");
	}

	private Finding judge(Policy policy, RunningApplication application) {
		ApplicationState state = application.state();
		String up = "%s of %s instances are up".formatted(state.deployedInstances(), state.instances());
		String seen = "It %s; %s".formatted(state.state().predicate(), up);
		Optional<PodTrouble> trouble = PodTrouble.of(application.waiting());
		if (trouble.isPresent()) {
			return trouble.get().finding(this, seen);
		}
		return switch (state.state()) {
			case DEPLOYED -> bounds(policy, state.instances(), up);
			case UNKNOWN -> (state.instances() == 0) ? unseen() : waiting(seen);
			case DEPLOYING -> waiting(seen);
			case PARTIAL, FAILED -> Finding.failure(this, seen,
					"See the instances' logs; it is not scaled until all are up, for which local deployers need an undeploy and a deploy");
			default -> notDeployed(state.state());
		};
	}

	private Finding waiting(String seen) {
		return Finding.warning(this, seen, "Wait until it is deployed: Data Flow scales nothing else");
	}

	/** Whoever waits for it waits for ever. */
	private Finding unseen() {
		return Finding.failure(this, "Data Flow shows no instance of it",
				"If the last stream update failed, such as for a missing image, the previous version still runs but is not shown: update the stream to another version. If it was scaled to 0 by hand, scale it back");
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
					"They are requested within a minute, unless the policy is paused or a dry run");
		}
		return Finding.ok(this, up);
	}

}
