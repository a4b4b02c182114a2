package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * An application of a deployed stream.
 *
 * @param id the application
 * @param state its state
 * @param source whether it makes its messages itself, so that more instances of it make
 * no sense
 * @param instances its deployed instances that have an address
 * @param waiting its Pods that are not up
 */
public record RunningApplication(ApplicationId id, ApplicationState state, boolean source, List<Instance> instances,
		List<WaitingPod> waiting) {

	/**
	 * A deployed instance.
	 *
	 * @param guid the platform's identifier
	 * @param tls whether that is spoken to with TLS
	 * @param address host and port of its HTTP server
	 */
	public record Instance(String guid, boolean tls, String address) {
	}

}
