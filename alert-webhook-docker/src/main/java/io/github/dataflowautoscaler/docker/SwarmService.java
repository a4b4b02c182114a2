package io.github.dataflowautoscaler.docker;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A service of the Swarm.
 *
 * @param id the service's id
 * @param version the version of what Docker keeps of it, another one after each change
 * @param name the service's name, which in a stack begins with the stack's
 * @param labels the labels of the service itself, not of its containers
 * @param image what its tasks run
 * @param replicas how many tasks it should have, {@code null} if it has no such number
 * @param update the state of its last update
 */
record SwarmService(String id, long version, String name, Map<String, String> labels, String image,
		@Nullable Integer replicas, Update update) {

	private static final String STACK = "com.docker.stack.namespace";

	SwarmService {
		labels = Map.copyOf(labels);
	}

	/**
	 * Reads a service.
	 * @param service the service as Docker shows it
	 * @return the service
	 */
	static SwarmService of(JsonNode service) {
		JsonNode spec = service.path("Spec");
		Map<String, String> labels = new LinkedHashMap<>();
		spec.path("Labels").properties().forEach((label) -> labels.put(label.getKey(), label.getValue().asString("")));
		JsonNode replicated = spec.path("Mode").path("Replicated");
		return new SwarmService(service.path("ID").asString(""), service.path("Version").path("Index").asLong(0),
				spec.path("Name").asString(""), labels,
				spec.path("TaskTemplate").path("ContainerSpec").path("Image").asString(""),
				replicated.isObject() ? replicated.path("Replicas").asInt(1) : null,
				Update.of(service.path("UpdateStatus").path("State").asString("")));
	}

	/**
	 * What the service is to the autoscaler. Its name is unique in the Swarm, and a
	 * service without a stack is one of its own.
	 * @return the stack, or else the service, and the service's full name
	 */
	ApplicationId application() {
		return new ApplicationId(this.labels.getOrDefault(STACK, this.name), this.name);
	}

	/**
	 * Tells whether the autoscaler can name the service. Docker allows no other names of
	 * services, but stacks may have any.
	 * @return whether both names are ones that a policy can have
	 */
	boolean hasNamesOfPolicies() {
		return ApplicationId.isName(this.name) && ApplicationId.isName(this.labels.getOrDefault(STACK, this.name));
	}

	/** What becomes of the tasks of the version before. */
	enum Update {

		/** There are none, or no longer. */
		NONE,

		/** They are being replaced. */
		RUNNING,

		/** Some of them run, until somebody goes on or back. */
		PAUSED;

		private static Update of(String state) {
			return switch (state) {
				case "updating", "rollback_started" -> RUNNING;
				case "paused", "rollback_paused" -> PAUSED;
				default -> NONE;
			};
		}

	}

}
