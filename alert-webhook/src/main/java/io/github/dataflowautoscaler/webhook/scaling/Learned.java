package io.github.dataflowautoscaler.webhook.scaling;

import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Keeps what was learned of the applications over restarts: capacity and start-up time of
 * the version that runs.
 */
public interface Learned {

	Optional<Memory> find(ApplicationId id);

	Map<ApplicationId, Memory> findAll();

	void save(ApplicationId id, Memory memory);

}
