package io.github.dataflowautoscaler.webhook.scaling;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

import org.springframework.stereotype.Component;

/**
 * What is remembered of the applications. What was learned is stored by the replica that
 * decides, for others and for the next start.
 */
@Component
class Memories {

	/** A capacity that differs less from the one that is stored is the same. */
	private static final double SAME = 0.05;

	/** Seconds of the load that are worth a write: those of an hour. */
	private static final double WORTH_STORING = 3600;

	private final Map<ApplicationId, Memory> memories = new ConcurrentHashMap<>();

	private final Map<ApplicationId, Memory> stored = new ConcurrentHashMap<>();

	private final Learned learned;

	private final Leadership leadership;

	Memories(Learned learned, Leadership leadership) {
		this.learned = learned;
		this.leadership = leadership;
	}

	/**
	 * What is remembered of an application.
	 * @param id the application
	 * @param version the version that runs, empty if it is unknown
	 * @return the memory, of this version
	 */
	Memory find(ApplicationId id, String version) {
		return memory(id).of(version);
	}

	/**
	 * Changes what is remembered of an application.
	 * @param id the application
	 * @param change makes the memory out of the one that there is now
	 */
	void update(ApplicationId id, UnaryOperator<Memory> change) {
		memory(id);
		Memory memory = this.memories.compute(id, (key, present) -> change.apply(present));
		Memory before = this.stored.get(id);
		if (this.leadership.leads() && (before == null || differs(before, memory))) {
			this.learned.save(id, memory);
			this.stored.put(id, memory);
		}
	}

	/**
	 * Takes over what the replica that decides has learned, so that its place can be
	 * taken at once.
	 */
	void refresh() {
		if (this.leadership.leads()) {
			return;
		}
		this.learned.findAll().forEach((id, memory) -> {
			this.stored.put(id, memory);
			this.memories.computeIfPresent(id, (key, own) -> own.learning(memory));
		});
	}

	private Memory memory(ApplicationId id) {
		return this.memories.computeIfAbsent(id, (key) -> {
			Optional<Memory> learned = this.learned.find(key);
			learned.ifPresent((memory) -> this.stored.put(key, memory));
			return learned.orElse(Memory.empty(""));
		});
	}

	private static boolean differs(Memory before, Memory after) {
		Double old = before.capacity().measured();
		Double current = after.capacity().measured();
		boolean capacity = (old == null || current == null) ? old != current
				: Math.abs(current - old) > SAME * Math.abs(old);
		return capacity || !before.version().equals(after.version()) || !before.startTime().equals(after.startTime())
				|| before.headroom().difference(after.headroom()) >= WORTH_STORING;
	}

}
