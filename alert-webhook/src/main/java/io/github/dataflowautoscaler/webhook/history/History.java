package io.github.dataflowautoscaler.webhook.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.decision.Changes;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Reason;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicyChange;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps every decision, and publishes each new entry and each new outcome as a
 * {@link HistoryEntry} in the transaction that records it. A listener that writes to the
 * database listens in the transaction, all others after the commit.
 */
@Component
public class History {

	private static final Duration LOOKING_BACK = Duration.ofDays(1);

	/** Longer than measurements take to settle after a change. */
	private static final Duration RECENTLY = Duration.ofMinutes(5);

	private final HistoryRepository repository;

	private final ApplicationEventPublisher events;

	private final TransactionOperations transaction;

	private final SteadyClock clock;

	private final Duration retention;

	History(HistoryRepository repository, ApplicationEventPublisher events, TransactionOperations transaction,
			SteadyClock clock, HistoryProperties properties) {
		this.repository = repository;
		this.events = events;
		this.transaction = transaction;
		this.clock = clock;
		this.retention = properties.retention();
	}

	/**
	 * Records a decision that is not, or not yet, carried out. A decision to do nothing
	 * that repeats the application's latest one is counted there instead.
	 * @param cause what was asked
	 * @param decision the decision
	 * @param outcome {@link Outcome#HELD}, {@link Outcome#DRY_RUN} or
	 * {@link Outcome#IN_PROGRESS}
	 * @return the entry
	 */
	public HistoryEntry record(Cause cause, Decision decision, Outcome outcome) {
		Instant now = this.clock.instant();
		Counts counts = new Counts(decision.from(), decision.required(), decision.to());
		HistoryEntry entry = new HistoryEntry(0, cause, now, outcome, decision.reason().name(), decision.explanation(),
				counts, null, (outcome != Outcome.IN_PROGRESS) ? now : null, null);
		Optional<HistoryEntry> before = this.repository.findLatest(cause.application());
		if (!entry.reason().equals(Reason.NOT_DEPLOYED.name())) {
			before.ifPresent((latest) -> recordSomebodyElse(cause.application(), latest.leaves(), decision.from()));
		}
		return before.filter((latest) -> latest.isRepeatedBy(entry))
			.map((latest) -> update(latest.repeated(entry)))
			.orElseGet(() -> insert(entry));
	}

	/**
	 * Records that somebody else has changed the number of instances, if that is so and
	 * was not recorded before.
	 * @param id the application
	 * @param before the instances that were seen before, {@code null} if they were not;
	 * counts where nothing was decided yet
	 * @param found the instances that there are, all of them deployed
	 */
	public void observed(ApplicationId id, @Nullable Integer before, int found) {
		OptionalInt seen = (before != null) ? OptionalInt.of(before) : OptionalInt.empty();
		recordSomebodyElse(id, this.repository.findLatest(id).map(HistoryEntry::leaves).orElse(seen), found);
	}

	/** Data Flow does not tell who it was: only that it was not what was decided here. */
	private void recordSomebodyElse(ApplicationId id, OptionalInt left, int found) {
		if (left.isEmpty() || left.getAsInt() == found) {
			return;
		}
		Instant now = this.clock.instant();
		Cause cause = new Cause(id, UUID.randomUUID().toString(), Cause.SOMEBODY_ELSE, null);
		insert(new HistoryEntry(0, cause, now, Outcome.OUTSIDE, "CHANGED_OUTSIDE",
				"The number of instances was changed without the autoscaler: "
						+ "by hand (stream scale app instances), by another program, or by a deployment",
				new Counts(left.getAsInt(), found, found), null, now, null));
	}

	/**
	 * Records that nothing could be decided.
	 * @param cause what was asked
	 * @param reason why, for programs
	 * @param explanation why, in words
	 */
	public void recordFailure(Cause cause, String reason, String explanation) {
		Instant now = this.clock.instant();
		insert(new HistoryEntry(0, cause, now, Outcome.FAILED, reason, explanation, null, null, now, null));
	}

	/**
	 * Records that somebody changed a policy.
	 * @param change the change
	 * @param reason what was done, for programs
	 * @param explanation what was done, in words
	 */
	void recordPolicy(PolicyChange change, String reason, String explanation) {
		Cause cause = new Cause(change.application(), UUID.randomUUID().toString(), Cause.POLICY, null);
		insert(new HistoryEntry(0, cause, change.edit().at(), Outcome.POLICY, reason, explanation, null, null,
				change.edit().at(), null));
	}

	/**
	 * Records that the platform accepted a scale request. One that was without an answer
	 * stays so until it is finished, also if another replica has found that since.
	 * @param entry an entry in progress, or without an answer
	 * @return the entry as it was, and accepted
	 */
	public HistoryEntry accepted(HistoryEntry entry) {
		Instant now = this.clock.instant();
		this.repository.accept(entry.id(), now);
		return new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), entry.outcome(), entry.reason(),
				entry.explanation(), entry.counts(), now, null, null);
	}

	/**
	 * Records that no answer came to a scale request that may still be carried out.
	 * @param entry an entry in progress
	 * @param explanation what that means, in words; follows the decision's own
	 * explanation
	 */
	public void unanswered(HistoryEntry entry, String explanation) {
		update(new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), Outcome.UNANSWERED, entry.reason(),
				entry.explanation() + ". " + explanation, entry.counts(), null, null, null));
	}

	public void succeeded(HistoryEntry entry) {
		finish(entry, Outcome.SUCCEEDED, entry.reason(), entry.explanation());
	}

	/**
	 * Records that a decision was not carried out, or that the platform doesn't show it.
	 * @param entry an entry in progress
	 * @param reason why, for programs
	 * @param explanation why, in words; follows the decision's own explanation
	 */
	public void failed(HistoryEntry entry, String reason, String explanation) {
		finish(entry, Outcome.FAILED, reason, entry.explanation() + ". " + explanation);
	}

	/**
	 * Records that a decision can't be carried out now.
	 * @param entry an entry in progress
	 * @param reason why, for programs
	 * @param explanation why, in words; follows the decision's own explanation
	 */
	public void postponed(HistoryEntry entry, String reason, String explanation) {
		finish(entry, Outcome.POSTPONED, reason, entry.explanation() + ". " + explanation);
	}

	/** What another replica has finished meanwhile stays as it is. */
	private void finish(HistoryEntry entry, Outcome outcome, String reason, String explanation) {
		update(new HistoryEntry(entry.id(), entry.cause(), entry.decidedAt(), outcome, reason, explanation,
				entry.counts(), entry.acceptedAt(), this.clock.instant(), null));
	}

	private HistoryEntry update(HistoryEntry entry) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.repository.update(entry)) {
				this.events.publishEvent(entry);
			}
		});
		return entry;
	}

	private HistoryEntry insert(HistoryEntry entry) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			HistoryEntry inserted = this.repository.insert(entry);
			this.events.publishEvent(inserted);
			return inserted;
		}));
	}

	public Optional<HistoryEntry> findInProgress(ApplicationId id) {
		return this.repository.findInProgress(id);
	}

	public List<ApplicationId> findApplicationsInProgress() {
		return this.repository.findApplicationsInProgress();
	}

	/**
	 * Finds the changes of the last day: no policy looks back further.
	 * @param id the application
	 * @return the changes that the platform made or accepted
	 */
	public Changes findChanges(ApplicationId id) {
		return this.repository.findChanges(id, this.clock.instant().minus(LOOKING_BACK));
	}

	/**
	 * Finds when the applications last changed, of those that did in the last few
	 * minutes.
	 * @return the times, by application
	 */
	public Map<ApplicationId, Instant> findLastChanges() {
		return this.repository.findLastChanges(this.clock.instant().minus(RECENTLY));
	}

	/**
	 * Finds what was asked for in the last few minutes, which a reading of all
	 * applications may not show yet.
	 * @return the numbers of instances, by application
	 */
	public Map<ApplicationId, Integer> findAsked() {
		return this.repository.findAsked(this.clock.instant().minus(RECENTLY));
	}

	/**
	 * Finds the applications for which a budget has no room, and which still ask for
	 * more.
	 * @return those whose latest decision says so
	 */
	public Set<ApplicationId> findRefusedByBudget() {
		Instant since = this.clock.instant().minus(HistoryEntry.EPISODE_END);
		return this.repository.findLatest()
			.stream()
			.filter((entry) -> entry.reason().equals(Reason.BUDGET.name()) && entry.latestAt().isAfter(since))
			.map((entry) -> entry.cause().application())
			.collect(Collectors.toSet());
	}

	/**
	 * Tells whether a decision to do nothing is the first one for its reason in some
	 * minutes. Alerts repeat it as long as the reason lasts, and other decisions may be
	 * made in between.
	 * @param entry the decision
	 * @return whether the application had none for the same reason in the last few
	 * minutes
	 */
	public boolean beginsEpisode(HistoryEntry entry) {
		return entry.repeats() == null
				&& !this.repository.isPreceded(entry, entry.decidedAt().minus(HistoryEntry.EPISODE_END));
	}

	/**
	 * Finds entries by their ids.
	 * @param ids the ids
	 * @return the entries that are not forgotten yet, oldest first
	 */
	public List<HistoryEntry> findAll(Collection<Long> ids) {
		return this.repository.findAll(ids);
	}

	public List<HistoryEntry> findLatest() {
		return this.repository.findLatest();
	}

	public List<HistoryEntry> find(HistoryQuery query) {
		return query.canMatch() ? this.repository.find(query) : List.of();
	}

	@Scheduled(fixedDelayString = "PT1H")
	void forgetOldEntries() {
		this.repository.deleteBefore(this.clock.instant().minus(this.retention));
	}

}
