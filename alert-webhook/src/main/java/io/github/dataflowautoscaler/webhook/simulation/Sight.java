package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Observation;

/**
 * A simulated application as Prometheus and the platform show it at one moment.
 *
 * @param now the present second
 * @param observation the latest evaluation of the recording rules
 * @param instances instances that the platform shows, starting ones included
 * @param ready those of them that have started
 */
public record Sight(int now, Observation observation, int instances, int ready) {

	Instant instant() {
		return Instant.EPOCH.plusSeconds(this.now);
	}

	ApplicationState state() {
		return new ApplicationState((this.ready < this.instances) ? State.DEPLOYING : State.DEPLOYED, this.instances,
				this.ready, ScaledApplication.VERSION);
	}

}
