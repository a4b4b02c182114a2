package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Instant;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * All streams as Data Flow showed them at one moment.
 *
 * @param at the moment
 * @param links the edges between all defined applications
 * @param applications the applications of all deployed streams
 */
public record StreamsSnapshot(Instant at, List<StreamLink> links, List<RunningApplication> applications) {

	/**
	 * Tells whether an application is deployed.
	 * @param id the application
	 * @return whether it was among the running ones
	 */
	public boolean runs(ApplicationId id) {
		return this.applications.stream().anyMatch((application) -> application.id().equals(id));
	}

}
