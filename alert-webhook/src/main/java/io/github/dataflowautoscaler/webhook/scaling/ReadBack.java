package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.leadership.Leadership.Mandate;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Looks whether the platform shows the change that it was asked for: that it accepted the
 * request proves nothing. Also picks up changes that a restart, or the end of another
 * replica, interrupted.
 */
@Component
class ReadBack {

	private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

	/** Data Flow may be short of everything while a call waits. */
	private static final int UNHURRIED = 5;

	private final Memories memories;

	private final Platform platform;

	private final Journal journal;

	private final ScaleCalls calls;

	private final ScalingProperties properties;

	ReadBack(Memories memories, Platform platform, Journal journal, ScaleCalls calls, ScalingProperties properties) {
		this.memories = memories;
		this.platform = platform;
		this.journal = journal;
		this.calls = calls;
		this.properties = properties;
	}

	/**
	 * Looks once whether the platform shows a change.
	 * @param change an entry in progress
	 * @param mandate the right to decide
	 * @return when to come back, empty if the mandate was over before anything was seen
	 */
	Optional<Duration> look(HistoryEntry change, Mandate mandate) {
		HistoryEntry known = change;
		String seen;
		try {
			ApplicationState state = this.platform.observe(change.cause().application());
			if (!mandate.lasts()) {
				return Optional.empty();
			}
			if (state.runsWith(counts(change).to())) {
				succeeded(change);
				return AT_ONCE;
			}
			known = (state.instances() == counts(change).to()) ? accepted(change) : change;
			seen = "the application %s with %s of %s instances up".formatted(state.state().predicate(),
					state.deployedInstances(), state.instances());
		}
		catch (PlatformException ex) {
			seen = "its state can't be read: " + ex.getMessage();
		}
		if (this.journal.age(since(known)).compareTo(patience(known)) >= 0) {
			gaveUp(known, seen);
			return AT_ONCE;
		}
		return (known.acceptedAt() != null) ? Optional.of(this.properties.pollInterval()) : waitForAnswer(known);
	}

	/**
	 * The Pods of a call without an answer come at any time until that is given up, and
	 * then they have to start. They are all that the call has waited for: once they are
	 * there it is over, and does not meet another one.
	 */
	private Duration patience(HistoryEntry change) {
		return (change.acceptedAt() != null) ? this.properties.readBackTimeout() : this.properties.unansweredTimeout();
	}

	private static Instant since(HistoryEntry change) {
		return Objects.requireNonNullElse(change.acceptedAt(), change.decidedAt());
	}

	/** The number shows it, whether or not an answer came. */
	private HistoryEntry accepted(HistoryEntry change) {
		this.calls.closed(change);
		return this.journal.accepted(change);
	}

	/**
	 * A call may wait in Data Flow for minutes, for a quota on Kubernetes. Another one
	 * would wait with it, and a few of them keep Data Flow from answering anybody.
	 */
	private Optional<Duration> waitForAnswer(HistoryEntry change) {
		this.calls.unanswered(change);
		this.journal.unanswered(change,
				("%s did not answer the call. It may still carry it out, so nothing"
						+ " else is asked of it for this application, for %s s at most")
					.formatted(this.platform.name(), this.properties.unansweredTimeout().toSeconds()));
		return Optional.of(this.properties.pollInterval().multipliedBy(UNHURRIED));
	}

	private static Counts counts(HistoryEntry change) {
		return Objects.requireNonNull(change.counts(), "a change has counts");
	}

	private void succeeded(HistoryEntry change) {
		@Nullable Instant began = began(change);
		if (counts(change).goesOut() && began != null) {
			Duration took = this.journal.age(began);
			this.memories.update(change.cause().application(), (present) -> present.started(took));
		}
		this.calls.closed(change);
		this.journal.succeeded(change);
	}

	/** What a call without an answer has waited for says nothing about its instances. */
	private static @Nullable Instant began(HistoryEntry change) {
		return (change.outcome() == Outcome.UNANSWERED) ? change.acceptedAt() : change.decidedAt();
	}

	private void gaveUp(HistoryEntry change, String seen) {
		this.calls.closed(change);
		long waited = patience(change).toSeconds();
		if (change.acceptedAt() != null) {
			this.journal.notConfirmed(change,
					"%s accepted the request, but after %s s %s".formatted(this.platform.name(), waited, seen));
		}
		else {
			this.journal.neverAnswered(change,
					"No answer came to the call for %s instances, and after %s s %s; on Kubernetes see whether a quota keeps the Pods from existing"
						.formatted(counts(change).to(), waited, seen));
		}
	}

}
