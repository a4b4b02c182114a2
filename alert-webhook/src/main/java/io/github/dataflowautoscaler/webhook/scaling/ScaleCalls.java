package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import io.github.dataflowautoscaler.webhook.time.Ticks;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes scale calls, and counts the scale-outs without an answer. On Kubernetes a call
 * waits until the Pods exist, which a quota may forbid for ten minutes, and occupies one
 * of the connections that Data Flow has to Skipper for all streams. Some are left free.
 */
@Component
class ScaleCalls {

	/**
	 * Data Flow 2.11 has five connections to Skipper: with five calls it answers nobody.
	 */
	static final int MOST = 3;

	/** Longer than a call takes that waits for nothing. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final String TOO_MANY = "%s scale calls are waiting for %s's answer, and one more might keep"
			+ " it from answering anybody; on Kubernetes see whether a quota keeps their Pods from existing";

	private final Set<ApplicationId> open = new HashSet<>();

	private final Set<ApplicationId> unanswered = new HashSet<>();

	private final Platform platform;

	private final Ticks ticks;

	ScaleCalls(Platform platform, Ticks ticks) {
		this.platform = platform;
		this.ticks = ticks;
	}

	/**
	 * Takes note of a call that is about to be made. A scale-out waits a moment if there
	 * are too many that may still be answered soon.
	 * @param id the application
	 * @param decision what to call for
	 * @throws PlatformException if too many calls are not answered
	 */
	synchronized void open(ApplicationId id, Decision decision) {
		if (decision.to() <= decision.from()) {
			return;
		}
		long deadline = this.ticks.nanoTime() + PATIENCE.toNanos();
		while (this.open.size() >= MOST) {
			Duration left = Duration.ofNanos(deadline - this.ticks.nanoTime());
			if (left.toMillis() <= 0 || this.unanswered.size() >= MOST || !await(left)) {
				throw new PlatformException(Kind.BUSY, TOO_MANY.formatted(MOST, this.platform.name()));
			}
		}
		this.open.add(id);
	}

	/**
	 * Makes a call.
	 * @param change what is begun
	 * @param instances the number to call for
	 * @throws PlatformException if the call was not accepted, or no answer came
	 */
	void scale(HistoryEntry change, int instances) {
		try {
			this.platform.scale(change.cause().application(), instances);
		}
		catch (PlatformException ex) {
			if (ex.kind() == Kind.UNANSWERED) {
				unanswered(change);
			}
			throw ex;
		}
	}

	private boolean await(Duration longest) {
		try {
			this.ticks.await(this, longest);
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
	synchronized void close(ApplicationId id) {
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
		close(change.cause().application());
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
