package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;

/**
 * A Pod that is not up, with what Data Flow shows of it: neither conditions nor events.
 *
 * @param name the Pod's name
 * @param obstacle what it lacks
 * @param restarts how often its container was started again, 0 or more
 * @param lastEnd how its container ended the last time, such as
 * {@code exit code 1 (Error)}; empty if that is not told
 */
public record WaitingPod(String name, Obstacle obstacle, int restarts, String lastEnd) {

	private static final String LAST_END = "container.lastState.terminated.";

	/**
	 * Lists the Pods of an application that are not up.
	 * @param application the application
	 * @return the Pods, none on another platform
	 */
	static List<WaitingPod> of(RuntimeApplication application) {
		return application.list()
			.stream()
			.filter((instance) -> isPod(instance) && !"deployed".equals(instance.state()))
			.map(WaitingPod::of)
			.toList();
	}

	static boolean isPod(Instance instance) {
		return !instance.attribute("pod.name").isEmpty();
	}

	private static WaitingPod of(Instance instance) {
		String restarts = instance.attribute("container.restartCount");
		String code = instance.attribute(LAST_END + "exitCode");
		String reason = instance.attribute(LAST_END + "reason");
		int count = restarts.matches("\\d{1,9}") ? Integer.parseInt(restarts) : 0;
		return new WaitingPod(instance.attribute("pod.name"), obstacle(instance, count), count,
				code.isEmpty() ? "" : "exit code %s%s".formatted(code, reason.isEmpty() ? "" : " (" + reason + ")"));
	}

	/** The address of a node is told as soon as one has taken the Pod. */
	private static Obstacle obstacle(Instance instance, int restarts) {
		if ("Pending".equals(instance.attribute("phase"))) {
			return instance.attribute("host.ip").isEmpty() ? Obstacle.NODE : Obstacle.CONTAINER;
		}
		return ("failed".equals(instance.state()) || restarts > 0) ? Obstacle.CRASH : Obstacle.READINESS;
	}

	/** What keeps a Pod from being up, the worst first. */
	public enum Obstacle {

		/** Its container ends again and again. */
		CRASH,

		/** No node has taken it. */
		NODE,

		/** Its container can't be made, most often for lack of the image. */
		CONTAINER,

		/** Its container runs and is not ready. */
		READINESS

	}

}
