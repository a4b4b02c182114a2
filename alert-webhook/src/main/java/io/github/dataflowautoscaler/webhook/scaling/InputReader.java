package io.github.dataflowautoscaler.webhook.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Inputs;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what was measured and what is remembered of an application and of those further
 * down.
 */
@Component
class InputReader {

	private final Platform platform;

	private final Observations observations;

	private final Memories memories;

	InputReader(Platform platform, Observations observations, Memories memories) {
		this.platform = platform;
		this.observations = observations;
		this.memories = memories;
	}

	/**
	 * Reads the inputs of a decision by measurements.
	 * @param id the application
	 * @param state what the platform shows of it
	 * @return the inputs; what can't be read is unknown
	 */
	Inputs read(ApplicationId id, ApplicationState state) {
		Measured measured = this.observations.now();
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		List<ApplicationId> readers = this.platform.downstream(id);
		Map<ApplicationId, Downstream> downstream = new LinkedHashMap<>();
		Deque<ApplicationId> next = new ArrayDeque<>(readers);
		while (!next.isEmpty()) {
			ApplicationId reached = next.remove();
			if (!downstream.containsKey(reached)) {
				Memory memory = this.memories.find(reached, version(running.get(reached)));
				downstream.put(reached, new Downstream(measured.of(reached), memory, readers.contains(reached)));
				next.addAll(this.platform.downstream(reached));
			}
		}
		return new Inputs(measured.of(id), this.memories.find(id, state.version()), downstream);
	}

	private static String version(@Nullable ApplicationState state) {
		return (state != null) ? state.version() : "";
	}

}
