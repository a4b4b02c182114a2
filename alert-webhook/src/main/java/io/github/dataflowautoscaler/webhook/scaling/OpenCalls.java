package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts the scale-outs that Data Flow was asked for and has not answered. On Kubernetes
 * a call waits until the Pods exist, which a quota may forbid for ten minutes, and takes
 * one of the connections that Data Flow has to Skipper for everybody. Some are left.
 */
@Component
class OpenCalls {

	/**
	 * Data Flow 2.11 has five connections to Skipper: with five calls it answers nobody.
	 */
	static final int MOST = 3;

	/** Longer than a call takes that waits for nothing. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Set<ApplicationId> open = new HashSet<>();

	private final Set<ApplicationId> unanswered = new HashSet<>();

	/**
	 * Takes note of a call that is about to be made. Waits a moment if there are too many
	 * that may still be answered soon.
	 * @param id the application to scale out
	 * @return whether the call may be made
	 */
	synchronized boolean begin(ApplicationId id) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.open.size() >= MOST) {
			long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
			if (left <= 0 || this.unanswered.size() >= MOST || !await(left)) {
				return false;
			}
		}
		this.open.add(id);
		return true;
	}

	private boolean await(long millis) {
		try {
			wait(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Takes note that nobody waits for a call's answer any more.
	 * @param id the application
	 */
	synchronized void end(ApplicationId id) {
		if (!this.unanswered.contains(id)) {
			this.open.remove(id);
			notifyAll();
		}
	}

	/**
	 * Takes note of a call that may still be carried out, possibly one from before a
	 * restart.
	 * @param change what was asked for without an answer
	 */
	synchronized void unanswered(HistoryEntry change) {
		HistoryEntry.Counts counts = change.counts();
		if (counts != null && counts.goesOut()) {
			this.open.add(change.cause().application());
			this.unanswered.add(change.cause().application());
			notifyAll();
		}
	}

	/**
	 * Takes note that a call was carried out, or can't be any more.
	 * @param change what was asked for
	 */
	synchronized void closed(HistoryEntry change) {
		this.unanswered.remove(change.cause().application());
		end(change.cause().application());
	}

	/** What another replica has seen through is not known here. */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	synchronized void clear(Mandate mandate) {
		this.open.clear();
		this.unanswered.clear();
		notifyAll();
	}

}
