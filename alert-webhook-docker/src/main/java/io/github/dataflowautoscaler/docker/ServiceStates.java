package io.github.dataflowautoscaler.docker;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.docker.SwarmService.Update;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a service from its tasks.
 */
final class ServiceStates {

	/** Everybody ends once; a task that ended twice in its place ends again. */
	private static final int CRASHES = 2;

	private ServiceStates() {
	}

	/**
	 * Puts a service's tasks together.
	 * @param service the service
	 * @param tasks its tasks, those that have ended among them
	 * @return its state
	 */
	static ApplicationState of(SwarmService service, Collection<SwarmTask> tasks) {
		int running = (int) tasks.stream().filter(SwarmTask::isRunning).count();
		@Nullable Integer replicas = service.replicas();
		if (replicas == null) {
			return new ApplicationState(State.NOT_REPLICATED, running, running, service.image());
		}
		return new ApplicationState(state(service, replicas, tasks), replicas, Math.min(running, replicas),
				service.image());
	}

	private static State state(SwarmService service, int replicas, Collection<SwarmTask> tasks) {
		if (service.update() != Update.NONE) {
			return (service.update() == Update.RUNNING) ? State.UPDATING : State.UPDATE_PAUSED;
		}
		if (replicas == 0) {
			return State.UNDEPLOYED;
		}
		Set<Integer> up = tasks.stream().filter(SwarmTask::isRunning).map(SwarmTask::slot).collect(Collectors.toSet());
		return (up.size() >= replicas) ? State.DEPLOYED
				: incomplete(tasks.stream().filter((task) -> !up.contains(task.slot())).toList());
	}

	/** Only what is not up tells why; what ended in a place that is up again is past. */
	private static State incomplete(List<SwarmTask> tasks) {
		Set<Integer> wanted = tasks.stream()
			.filter(SwarmTask::isWanted)
			.map(SwarmTask::slot)
			.collect(Collectors.toSet());
		boolean crashing = tasks.stream()
			.filter((task) -> task.hasFailed() && wanted.contains(task.slot()))
			.collect(Collectors.groupingBy(SwarmTask::slot, Collectors.counting()))
			.values()
			.stream()
			.anyMatch((failures) -> failures >= CRASHES);
		if (crashing) {
			return State.CRASHING;
		}
		boolean unplaced = tasks.stream()
			.anyMatch((task) -> task.isPending() || (task.isRejected() && wanted.contains(task.slot())));
		return unplaced ? State.UNPLACED : State.DEPLOYING;
	}

}
