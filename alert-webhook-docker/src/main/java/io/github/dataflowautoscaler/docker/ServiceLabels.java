package io.github.dataflowautoscaler.docker;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.docker.DockerProperties.Labels;
import io.github.dataflowautoscaler.webhook.dataflow.DeployedPolicy;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a service is labelled with. One of the labels makes it one; those that
 * are missing have Docker Scaler's defaults.
 */
final class ServiceLabels {

	private static final int MIN = 1;

	private static final int MAX = 5;

	private static final int STEP = 1;

	private final Labels names;

	ServiceLabels(Labels names) {
		this.names = names;
	}

	/**
	 * Reads the policy.
	 * @param service the service
	 * @return the policy or what is wrong with it, empty if no label is there
	 */
	Optional<DeployedPolicy> policy(SwarmService service) {
		Map<String, String> labels = service.labels();
		if (Stream.of(this.names.min(), this.names.max(), this.names.upBy(), this.names.downBy())
			.noneMatch(labels::containsKey)) {
			return Optional.empty();
		}
		if (service.replicas() == null) {
			return Optional.of(fault("The service " + State.NOT_REPLICATED.predicate()));
		}
		try {
			return Optional.of(new DeployedPolicy(settings(labels).toPolicy(), null));
		}
		catch (IllegalArgumentException ex) {
			return Optional.of(fault(ex.getMessage()));
		}
	}

	private static DeployedPolicy fault(@Nullable String fault) {
		return new DeployedPolicy(null, fault);
	}

	private PolicySettings settings(Map<String, String> labels) {
		return new PolicySettings(number(labels, this.names.min(), MIN), number(labels, this.names.max(), MAX),
				Strategy.STEP.toString(), number(labels, this.names.upBy(), STEP),
				number(labels, this.names.downBy(), STEP), null, null, null, null, null, null, null, null, null, null,
				null, null, null);
	}

	private static int number(Map<String, String> labels, String name, int fallback) {
		String value = labels.get(name);
		if (value == null) {
			return fallback;
		}
		try {
			return Integer.parseInt(value.strip());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"The label %s is '%s', which is no whole number".formatted(name, Quoted.shortened(value)));
		}
	}

	/**
	 * Tells whether a service may be rescheduled.
	 * @param service the service
	 * @return whether it is labelled so
	 */
	boolean isRescheduled(SwarmService service) {
		return "true".equals(service.labels().get(this.names.reschedule()));
	}

	/**
	 * What a service needs to be rescheduled.
	 * @return the label with its value
	 */
	String reschedule() {
		return this.names.reschedule() + "=true";
	}

}
