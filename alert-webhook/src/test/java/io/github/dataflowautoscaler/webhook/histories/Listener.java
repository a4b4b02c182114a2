package io.github.dataflowautoscaler.webhook.histories;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;

/**
 * Somebody who is told of decisions.
 */
final class Listener {

	private final Map<Long, Set<Outcome>> told = new HashMap<>();

	private final World world;

	private final String name;

	private final boolean onlyChanges;

	/**
	 * Creates one.
	 * @param world where
	 * @param name its name
	 * @param onlyChanges whether it wants to hear of nothing but changes
	 */
	Listener(World world, String name, boolean onlyChanges) {
		this.world = world;
		this.name = name;
		this.onlyChanges = onlyChanges;
	}

	String name() {
		return this.name;
	}

	boolean wants(HistoryEntry entry) {
		return !this.onlyChanges || entry.outcome() == Outcome.SUCCEEDED || entry.outcome() == Outcome.FAILED;
	}

	void tell(HistoryEntry entry) {
		if (this.world.isDown(Server.RECIPIENTS)) {
			throw new IllegalStateException("Connection refused");
		}
		this.told.computeIfAbsent(entry.id(), (id) -> EnumSet.noneOf(Outcome.class)).add(entry.outcome());
	}

	/**
	 * Tells whether it was told of the latest outcome of an entry, before or after
	 * another one.
	 * @param entry the entry
	 * @return whether it was, or did not want to be
	 */
	boolean knows(HistoryEntry entry) {
		return !wants(entry) || this.told.getOrDefault(entry.id(), Set.of()).contains(entry.outcome());
	}

}
