package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.dataflowautoscaler.webhook.decision.Changes;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Changes.Kind;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A history that is kept in memory, with the same promises as the one in a database.
 */
public final class InMemoryHistory implements HistoryRepository {

	private final SortedMap<Long, HistoryEntry> entries;

	/**
	 * Creates a repository.
	 * @param entries where it keeps the entries, by their ids
	 */
	public InMemoryHistory(SortedMap<Long, HistoryEntry> entries) {
		this.entries = entries;
	}

	/**
	 * Creates a history.
	 * @param events hears of each entry
	 * @param clock the time
	 * @return a history without entries
	 */
	public static History create(ApplicationEventPublisher events, SteadyClock clock) {
		return create(events, clock, Duration.ofDays(30));
	}

	/**
	 * Creates a history that forgets.
	 * @param events hears of each entry
	 * @param clock the time
	 * @param retention how long entries are kept
	 * @return a history without entries
	 */
	public static History create(ApplicationEventPublisher events, SteadyClock clock, Duration retention) {
		return new History(new InMemoryHistory(new TreeMap<>()), events, TransactionOperations.withoutTransaction(),
				clock, new HistoryProperties(retention));
	}

	/**
	 * Has a history forget what is too old, as it does every hour.
	 * @param history the history
	 */
	public static void forget(History history) {
		history.forgetOldEntries();
	}

	@Override
	public HistoryEntry insert(HistoryEntry entry) {
		HistoryEntry inserted = new HistoryEntry(this.entries.isEmpty() ? 1 : this.entries.lastKey() + 1, entry.cause(),
				entry.decidedAt(), entry.outcome(), entry.reason(), entry.explanation(), entry.counts(),
				entry.acceptedAt(), entry.finishedAt(), null);
		this.entries.put(inserted.id(), inserted);
		return inserted;
	}

	@Override
	public boolean update(HistoryEntry entry) {
		HistoryEntry present = Objects.requireNonNull(this.entries.get(entry.id()));
		boolean changes = isInProgress(present) || present.outcome() == entry.outcome();
		if (changes) {
			this.entries.put(entry.id(), (entry.acceptedAt() != null) ? entry : accepted(entry, present.acceptedAt()));
		}
		return changes;
	}

	@Override
	public void accept(long id, Instant at) {
		HistoryEntry present = this.entries.get(id);
		if (present != null && isInProgress(present) && present.acceptedAt() == null) {
			this.entries.put(id, accepted(present, at));
		}
	}

	private static HistoryEntry accepted(HistoryEntry entry, Instant at) {
		return new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), entry.outcome(), entry.reason(),
				entry.explanation(), entry.counts(), at, entry.finishedAt(), entry.repeats());
	}

	@Override
	public Optional<HistoryEntry> findInProgress(ApplicationId id) {
		return latest(of(id).stream().filter(InMemoryHistory::isInProgress).toList());
	}

	@Override
	public List<ApplicationId> findApplicationsInProgress() {
		return this.entries.values()
			.stream()
			.filter(InMemoryHistory::isInProgress)
			.map((entry) -> entry.cause().application())
			.distinct()
			.toList();
	}

	@Override
	public Changes findChanges(ApplicationId id, Instant since) {
		List<Change> changes = new ArrayList<>();
		for (HistoryEntry entry : of(id)) {
			Counts counts = entry.counts();
			if (counts != null && isChange(entry) && !entry.decidedAt().isBefore(since)) {
				changes.add(new Change(changedAt(entry), counts.from(), counts.to(), kind(entry)));
			}
		}
		return new Changes(changes);
	}

	@Override
	public Map<ApplicationId, Instant> findLastChanges(Instant since) {
		Map<ApplicationId, Instant> last = new HashMap<>();
		this.entries.values()
			.stream()
			.filter(InMemoryHistory::isChange)
			.filter((entry) -> entry.finishedAt() == null || !changedAt(entry).isBefore(since))
			.forEach((entry) -> last.merge(entry.cause().application(), changedAt(entry),
					(first, second) -> first.isAfter(second) ? first : second));
		return last;
	}

	@Override
	public Map<ApplicationId, Integer> findAsked(Instant since) {
		Map<ApplicationId, Integer> asked = new HashMap<>();
		for (HistoryEntry entry : this.entries.values()) {
			Counts counts = entry.counts();
			boolean recent = entry.finishedAt() == null || !entry.finishedAt().isBefore(since);
			boolean change = isChange(entry)
					|| (entry.outcome() == Outcome.FAILED && entry.reason().equals(HistoryEntry.UNANSWERED));
			if (counts != null && recent && change) {
				asked.put(entry.cause().application(), counts.to());
			}
		}
		return asked;
	}

	@Override
	public List<HistoryEntry> findLatest() {
		Map<ApplicationId, HistoryEntry> latest = new HashMap<>();
		this.entries.values()
			.stream()
			.filter(HistoryEntry::isDecision)
			.forEach((entry) -> latest.put(entry.cause().application(), entry));
		return List.copyOf(latest.values());
	}

	@Override
	public Optional<HistoryEntry> findLatest(ApplicationId id) {
		return latest(of(id).stream().filter((entry) -> entry.outcome() != Outcome.POLICY).toList());
	}

	@Override
	public boolean isPreceded(HistoryEntry entry, Instant since) {
		return of(entry.cause().application()).stream()
			.anyMatch((earlier) -> earlier.id() < entry.id() && earlier.reason().equals(entry.reason())
					&& !lastDecidedAt(earlier).isBefore(since));
	}

	@Override
	public List<HistoryEntry> findAll(Collection<Long> ids) {
		return this.entries.values().stream().filter((entry) -> ids.contains(entry.id())).toList();
	}

	@Override
	public List<HistoryEntry> find(HistoryQuery query) {
		return this.entries.values()
			.stream()
			.filter((entry) -> query.application() == null
					|| entry.cause().application().application().equals(query.application()))
			.filter((entry) -> query.since() == null || !lastDecidedAt(entry).isBefore(query.since()))
			.sorted(Comparator.comparing(HistoryEntry::id).reversed())
			.limit(query.limit())
			.toList();
	}

	@Override
	public int deleteBefore(Instant before) {
		int size = this.entries.size();
		this.entries.values().removeIf((entry) -> !isInProgress(entry) && lastDecidedAt(entry).isBefore(before));
		return size - this.entries.size();
	}

	private List<HistoryEntry> of(ApplicationId id) {
		return this.entries.values().stream().filter((entry) -> entry.cause().application().equals(id)).toList();
	}

	private static Optional<HistoryEntry> latest(List<HistoryEntry> entries) {
		return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
	}

	private static Instant lastDecidedAt(HistoryEntry entry) {
		return (entry.repeats() != null) ? entry.repeats().latestAt() : entry.decidedAt();
	}

	private static Instant changedAt(HistoryEntry entry) {
		return Objects.requireNonNullElse(entry.finishedAt(), entry.decidedAt());
	}

	private static boolean isInProgress(HistoryEntry entry) {
		return entry.outcome() == Outcome.IN_PROGRESS || entry.outcome() == Outcome.UNANSWERED;
	}

	private static boolean isChange(HistoryEntry entry) {
		return isInProgress(entry) || entry.outcome() == Outcome.SUCCEEDED
				|| (entry.outcome() == Outcome.FAILED && entry.acceptedAt() != null);
	}

	private static Kind kind(HistoryEntry entry) {
		if (entry.outcome() == Outcome.FAILED) {
			return Kind.FAILED;
		}
		return entry.reason().equals(Reason.TAKEN_BACK.name()) ? Kind.TAKEN_BACK : Kind.SUCCEEDED;
	}

}
