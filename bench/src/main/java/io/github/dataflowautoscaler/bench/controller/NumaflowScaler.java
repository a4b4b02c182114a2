package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalInt;

/**
 * Numaflow's autoscaling of a source vertex with its defaults: as many pods as process
 * what is pending in {@code targetProcessingSeconds} (20), at the rate of the last
 * {@code lookbackSeconds} (120), by at most {@code replicasPerScale} (2) at once, with a
 * cooldown of 90 s. Every application is taken for a source, since each reads a Kafka
 * topic without a limit of its length.
 *
 * @see <a href=
 * "https://github.com/numaproj/numaflow/blob/v1.8.3/pkg/reconciler/vertex/scaling/scaling.go">scaling.go</a>,
 * pkg/daemon/server/service/rater/helper.go and docs/user-guide/reference/autoscaling.md
 */
final class NumaflowScaler implements Scaler {

	private static final int TARGET_SECONDS = 20;

	private static final int LOOKBACK = 120;

	private static final int COOLDOWN = 90;

	private static final int PER_SCALE = 2;

	private static final int COUNT_INTERVAL = 10;

	private static final int TASK_INTERVAL = 30;

	private static final int OFFSET = 11;

	private final Deque<Count> counts = new ArrayDeque<>();

	private int lastScale = Integer.MIN_VALUE / 2;

	@Override
	public OptionalInt decide(ApplicationView application) {
		int now = application.now();
		if (Math.floorMod(now, COUNT_INTERVAL) == 1) {
			this.counts.addLast(new Count(now, application.handled(), application.committedLag()));
			this.counts.removeIf((count) -> count.time() < now - LOOKBACK);
		}
		boolean settled = application.readyInstances() == application.instances();
		if (Math.floorMod(now, TASK_INTERVAL) != OFFSET || now - this.lastScale < COOLDOWN || !settled
				|| this.counts.size() < 3) {
			return OptionalInt.empty();
		}
		int current = application.instances();
		int desired = Math.min(desired(pending(), rate(), current), application.maxInstances());
		int next = current + Math.max(-PER_SCALE, Math.min(PER_SCALE, desired - current));
		if (next == current) {
			return OptionalInt.empty();
		}
		this.lastScale = now;
		return OptionalInt.of(next);
	}

	/**
	 * The formula.
	 * @param pending messages that wait, those in work included
	 * @param rate messages per second that are handled
	 * @param ready pods that do it
	 * @return pods to have, at least 1, since a count of 0 is not used here
	 */
	static int desired(double pending, double rate, int ready) {
		if (pending < 1 || rate == 0) {
			return 1;
		}
		long desired = Math.round(pending / rate / TARGET_SECONDS * ready);
		return (int) Math.max(1, Math.min(desired, (long) pending));
	}

	private double pending() {
		return Math.floor(this.counts.stream().mapToDouble(Count::pending).average().orElse(0));
	}

	/**
	 * Up to the last count but one, as the last one might be incomplete.
	 */
	private double rate() {
		Iterator<Count> latestFirst = this.counts.descendingIterator();
		latestFirst.next();
		Count last = latestFirst.next();
		Count first = this.counts.getFirst();
		return (last.handled() - first.handled()) / (last.time() - first.time());
	}

	private record Count(int time, double handled, double pending) {
	}

}
