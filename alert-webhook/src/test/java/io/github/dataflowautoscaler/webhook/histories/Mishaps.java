package io.github.dataflowautoscaler.webhook.histories;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * The mishaps that wait for a replica to come to their points.
 */
final class Mishaps {

	private final Map<Point, Deque<Mishap>> waiting = new EnumMap<>(Point.class);

	private final Timeline timeline;

	Mishaps(Timeline timeline) {
		this.timeline = timeline;
	}

	void add(Mishap mishap) {
		this.waiting.computeIfAbsent(mishap.point(), (point) -> new ArrayDeque<>()).add(mishap);
	}

	/**
	 * Takes what waits for a point.
	 * @param replica who has come to it
	 * @param point where
	 * @return what happens now, {@code null} for nothing
	 */
	Mishap next(Replica replica, Point point) {
		if (this.waiting.isEmpty()) {
			return null;
		}
		Deque<Mishap> here = this.waiting.get(point);
		Mishap mishap = (here != null) ? here.poll() : null;
		if (mishap != null) {
			this.timeline.add(() -> "%s meets: %s".formatted(replica.name(), mishap));
		}
		return mishap;
	}

	void clear() {
		this.waiting.clear();
	}

}
