package io.github.dataflowautoscaler.webhook.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What was measured, and what is remembered, of an application and of those further down.
 *
 * @param observation what was measured of the application
 * @param memory what is remembered of it
 * @param downstream all applications that are further down, in the order in which they
 * were found
 */
public record Inputs(Observation observation, Memory memory, Map<ApplicationId, Downstream> downstream) {

	public Inputs {
		downstream = Collections.unmodifiableMap(new LinkedHashMap<>(downstream));
	}

}
