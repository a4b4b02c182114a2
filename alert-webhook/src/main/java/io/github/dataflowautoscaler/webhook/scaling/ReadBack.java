package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.scaling.Leadership.Mandate;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks whether the platform shows the change that it was asked for: that it accepted the
 * request proves nothing. Also picks up changes that a restart, or the end of another
 * replica, interrupted.
 */
@Component
class ReadBack {

	private static final Duration AT_ONCE = Duration.ZERO;

	private final Assessor assessor;

	private final Platform platform;

	private final History history;

	private final ScaleRequests requests;

	private final TransactionOperations transaction;

	private final ScalingProperties properties;

	private final Clock clock;

	ReadBack(Assessor assessor, Platform platform, History history, ScaleRequests requests,
			TransactionOperations transaction, ScalingProperties properties, Clock clock) {
		this.assessor = assessor;
		this.platform = platform;
		this.history = history;
		this.requests = requests;
		this.transaction = transaction;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Looks once.
	 * @param change an entry in progress
	 * @param mandate the right to decide
	 * @return when to come back, empty if the mandate was over before anything was seen
	 */
	Optional<Duration> look(HistoryEntry change, Mandate mandate) {
		Counts counts = counts(change);
		Duration age = Duration.between(change.decidedAt(), this.clock.instant());
		String seen;
		try {
			ApplicationState state = this.platform.observe(change.cause().application());
			if (!mandate.lasts()) {
				return Optional.empty();
			}
			if (state.runsWith(counts.to())) {
				succeeded(change);
				return Optional.of(AT_ONCE);
			}
			boolean untouched = !change.accepted() && state.instances() == counts.from();
			if (untouched && age.compareTo(this.properties.unansweredTimeout()) >= 0) {
				this.history.failed(change, HistoryEntry.UNANSWERED,
						"No answer came and nothing changed; deciding anew");
				return Optional.of(AT_ONCE);
			}
			seen = "the application %s with %s of %s instances up".formatted(state.state().predicate(),
					state.deployedInstances(), state.instances());
		}
		catch (PlatformException ex) {
			seen = "its state can't be read: " + ex.getMessage();
		}
		if (age.compareTo(this.properties.readBackTimeout()) >= 0) {
			gaveUp(change, seen);
			return Optional.of(AT_ONCE);
		}
		return Optional.of(this.properties.pollInterval());
	}

	private static Counts counts(HistoryEntry change) {
		return Objects.requireNonNull(change.counts(), "a change has counts");
	}

	private void succeeded(HistoryEntry change) {
		if (counts(change).goesOut()) {
			this.assessor.started(change.cause().application(),
					Duration.between(change.decidedAt(), this.clock.instant()));
		}
		this.transaction.executeWithoutResult((status) -> {
			this.history.succeeded(change);
			removeRequest(change);
		});
	}

	private void gaveUp(HistoryEntry change, String seen) {
		String explanation = "Data Flow %s the request, but after %s s %s".formatted(
				change.accepted() ? "accepted" : "did not answer", this.properties.readBackTimeout().toSeconds(), seen);
		this.transaction.executeWithoutResult((status) -> {
			this.history.failed(change, "NOT_CONFIRMED", explanation);
			removeRequest(change);
		});
	}

	private void removeRequest(HistoryEntry change) {
		this.requests.remove(change.cause().application(), change.cause().requestId());
	}

}
