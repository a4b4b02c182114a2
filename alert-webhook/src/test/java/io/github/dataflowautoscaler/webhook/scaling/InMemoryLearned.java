package io.github.dataflowautoscaler.webhook.scaling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Headroom;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What was learned, in memory.
 */
public final class InMemoryLearned implements Learned {

	private final Map<ApplicationId, Memory> memories;

	InMemoryLearned() {
		this(new HashMap<>());
	}

	/**
	 * Creates a repository.
	 * @param memories where it keeps what was learned
	 */
	public InMemoryLearned(Map<ApplicationId, Memory> memories) {
		this.memories = memories;
	}

	@Override
	public Optional<Memory> find(ApplicationId id) {
		return Optional.ofNullable(this.memories.get(id));
	}

	@Override
	public Map<ApplicationId, Memory> findAll() {
		return Map.copyOf(this.memories);
	}

	/** No more than a database would. */
	@Override
	public void save(ApplicationId id, Memory memory) {
		this.memories.put(id, new Memory(memory.version(), Capacity.learned(memory.capacity().measured()),
				memory.startTime(), List.of(), null, null, new Headroom(memory.headroom().seconds(), null)));
	}

}
