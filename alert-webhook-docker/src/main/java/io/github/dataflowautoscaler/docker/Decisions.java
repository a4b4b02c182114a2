package io.github.dataflowautoscaler.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryQuery;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequestProcessor;
import io.github.dataflowautoscaler.webhook.time.Ticks;

/**
 * Has an application evaluated, and waits for the decision: whoever calls Docker Scaler
 * is told it in the answer. Any replica may make it, so the history is where it shows.
 */
final class Decisions {

	/** Less than Alertmanager waits for an answer. */
	private static final Duration PATIENCE = Duration.ofSeconds(8);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final int LATEST = 10;

	private final ScaleRequestProcessor processor;

	private final History history;

	private final Ticks ticks;

	Decisions(ScaleRequestProcessor processor, History history, Ticks ticks) {
		this.processor = processor;
		this.history = history;
		this.ticks = ticks;
	}

	/**
	 * Requests a decision and waits for it.
	 * @param request the request
	 * @return the decision, empty if it takes longer; it comes nevertheless
	 * @throws org.springframework.dao.DataAccessException if the request can't be
	 * recorded
	 */
	Optional<HistoryEntry> decide(ScaleRequest request) {
		this.processor.request(List.of(request));
		long end = this.ticks.nanoTime() + PATIENCE.toNanos();
		Optional<HistoryEntry> decision = find(request);
		while (decision.isEmpty() && this.ticks.nanoTime() - end < 0 && pause()) {
			decision = find(request);
		}
		return decision;
	}

	/** An equal request that waited already is answered by the same decision. */
	private Optional<HistoryEntry> find(ScaleRequest request) {
		Instant since = request.requestedAt();
		return this.history
			.find(new HistoryQuery(request.cause().application().stream(), request.cause().application().application(),
					null, since, LATEST))
			.stream()
			.filter(HistoryEntry::isDecision)
			.filter((entry) -> !entry.latestAt().isBefore(since) && isAnswer(entry))
			.filter((entry) -> entry.cause().direction() == request.cause().direction())
			.findFirst();
	}

	/** Docker may still refuse what is begun, and what is postponed is decided anew. */
	private static boolean isAnswer(HistoryEntry entry) {
		return (entry.outcome() == Outcome.IN_PROGRESS) ? entry.acceptedAt() != null
				: entry.outcome() != Outcome.POSTPONED;
	}

	private boolean pause() {
		try {
			synchronized (this) {
				this.ticks.await(this, PAUSE);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
