package io.github.dataflowautoscaler.docker;

import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * A task: one container of a service, past, present or future. Of each slot, which is one
 * replica, Docker keeps the last few.
 *
 * @param service the id of its service
 * @param slot the replica's number
 * @param state what it is, such as {@code running}
 * @param desired what it should be
 */
record SwarmTask(String service, int slot, String state, String desired) {

	/** Not given to a node. */
	private static final Set<String> PENDING = Set.of("new", "allocated", "pending");

	/**
	 * Reads a task.
	 * @param task the task as Docker shows it
	 * @return the task
	 */
	static SwarmTask of(JsonNode task) {
		return new SwarmTask(task.path("ServiceID").asString(""), task.path("Slot").asInt(0),
				task.path("Status").path("State").asString(""), task.path("DesiredState").asString(""));
	}

	boolean isWanted() {
		return "running".equals(this.desired) || "ready".equals(this.desired);
	}

	boolean isRunning() {
		return "running".equals(this.state) && "running".equals(this.desired);
	}

	boolean isPending() {
		return isWanted() && PENDING.contains(this.state);
	}

	/** Its node could not create it, most often for lack of the image. */
	boolean isRejected() {
		return "rejected".equals(this.state);
	}

	boolean hasFailed() {
		return "failed".equals(this.state);
	}

}
