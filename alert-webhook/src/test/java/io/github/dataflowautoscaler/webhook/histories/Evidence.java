package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;

/**
 * A scale-in by the load needs measurements that show a low load: what arrives is known
 * and not more than what is left can do, and what waits is known and next to nothing.
 */
final class Evidence {

	/** A replica may have been in the middle of its decision for that long. */
	private static final long MOMENT = Duration.ofMinutes(2).toMillis();

	private static final int KEPT = 12;

	private final Map<Replica, Deque<Reading>> readings = new HashMap<>();

	private final World world;

	Evidence(World world) {
		this.world = world;
	}

	void read(Replica replica, Measured measured) {
		Deque<Reading> mine = this.readings.computeIfAbsent(replica, (key) -> new ArrayDeque<>());
		if (mine.isEmpty() || mine.getLast().measured != measured) {
			mine.addLast(new Reading(this.world.time.now(), measured));
			if (mine.size() > KEPT) {
				mine.removeFirst();
			}
		}
		else {
			mine.getLast().at = this.world.time.now();
		}
	}

	/**
	 * Looks whether what a replica has read allows a change.
	 * @param replica who begins it
	 * @param entry the change
	 * @return what is missing, empty if nothing is
	 */
	Optional<String> missing(Replica replica, HistoryEntry entry) {
		if (!entry.reason().equals("SCALE_IN") || entry.explanation().startsWith("One step")) {
			return Optional.empty();
		}
		double capacity = entry.counts().to() * SimulatedApplication.CAPACITY;
		String missing = "nothing was read";
		for (Reading reading : this.readings.getOrDefault(replica, new ArrayDeque<>())) {
			if (reading.at >= this.world.time.now() - MOMENT) {
				missing = missing(reading.measured.of(entry.cause().application()), capacity);
				if (missing.isEmpty()) {
					return Optional.empty();
				}
			}
		}
		return Optional.of(missing);
	}

	private static String missing(Observation seen, double capacity) {
		Measurement arrival = seen.arrival().recent().isKnown() ? seen.arrival().recent() : seen.arrival().rate();
		if (!arrival.isKnown() || !seen.input().isKnown()) {
			return "what arrives was not known";
		}
		if (!seen.lag().isKnown()) {
			return "what waits was not known";
		}
		if (seen.lag().value() > 5 * Math.max(1, seen.input().value())) {
			return "%.0f messages waited".formatted(seen.lag().value());
		}
		return (arrival.value() <= capacity * 1.001) ? ""
				: "%.1f messages/s arrived, and what is left can do %.1f".formatted(arrival.value(), capacity);
	}

	private static final class Reading {

		private final Measured measured;

		private long at;

		Reading(long at, Measured measured) {
			this.at = at;
			this.measured = measured;
		}

	}

}
