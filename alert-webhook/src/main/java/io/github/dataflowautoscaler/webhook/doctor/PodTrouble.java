package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.WaitingPod;
import io.github.dataflowautoscaler.webhook.dataflow.WaitingPod.Obstacle;

/**
 * What keeps Pods of an application from being up, and which command shows the cluster's
 * reason: Data Flow has neither the scheduler's nor the kubelet's.
 *
 * @param pod one of them
 * @param names names of all that lack the same
 */
record PodTrouble(WaitingPod pod, String names) {

	/**
	 * Finds the worst trouble.
	 * @param waiting the Pods that are not up
	 * @return what keeps them, empty if there are none
	 */
	static Optional<PodTrouble> of(List<WaitingPod> waiting) {
		return waiting.stream()
			.min(Comparator.comparing(WaitingPod::obstacle))
			.map((worst) -> new PodTrouble(worst,
					waiting.stream()
						.filter((pod) -> pod.obstacle() == worst.obstacle())
						.map(WaitingPod::name)
						.collect(Collectors.joining(", "))));
	}

	/**
	 * Makes a finding of it.
	 * @param check whose finding it is
	 * @param seen what Data Flow shows of the application
	 * @return the finding
	 */
	Finding finding(Check check, String seen) {
		return (this.pod.obstacle() == Obstacle.READINESS) ? Finding
			.warning(check, seen + ": not ready yet is " + this.names,
					"Wait; if it lasts, kubectl logs %1$s, and kubectl describe pod %1$s for what its probe is answered"
						.formatted(this.pod.name()))
				: Finding.failure(check, "%s: %s".formatted(seen, lack()), remedy());
	}

	private String lack() {
		return switch (this.pod.obstacle()) {
			case NODE -> "no node takes " + this.names;
			case CONTAINER -> "a node has taken %s, but its container can't be created so far".formatted(this.names);
			default -> "crashing is %s; restart count %s%s".formatted(this.names, this.pod.restarts(),
					this.pod.lastEnd().isEmpty() ? "" : ", the last time after " + this.pod.lastEnd());
		};
	}

	private String remedy() {
		String name = this.pod.name();
		return switch (this.pod.obstacle()) {
			case NODE ->
				"The scheduler's reason is the last event of kubectl describe pod %s, such as too little memory. No more instances are requested until they run"
					.formatted(name);
			case CONTAINER ->
				"The reason is among the last events of kubectl describe pod %s, most often an image that can't be pulled. No more instances are requested until they run"
					.formatted(name);
			default -> "See why: kubectl logs --previous %s. The next alert removes those that a scale-out added"
				.formatted(name);
		};
	}

}
