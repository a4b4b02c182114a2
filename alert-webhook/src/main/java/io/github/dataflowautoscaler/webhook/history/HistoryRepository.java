package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Changes;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * Keeps the history.
 */
public interface HistoryRepository {

	/**
	 * Adds an entry.
	 * @param entry the entry; its id is ignored
	 * @return the entry with the id it got
	 */
	HistoryEntry insert(HistoryEntry entry);

	/**
	 * Updates outcome, reason, explanation, acceptance, end and repeats of an entry; an
	 * outcome that is final stays, and so does an acceptance.
	 * @param entry the changed entry
	 * @return whether it was updated
	 */
	boolean update(HistoryEntry entry);

	/**
	 * Notes that the platform has accepted a change, and leaves the rest as it is.
	 * @param id the entry; nothing is noted if its outcome is final, or if it was
	 * accepted before
	 * @param at since when that is known
	 */
	void accept(long id, Instant at);

	Optional<HistoryEntry> findInProgress(ApplicationId id);

	List<ApplicationId> findApplicationsInProgress();

	/**
	 * Finds the changes that the platform made or accepted.
	 * @param id the application
	 * @param since only changes decided after this
	 * @return the changes, oldest first
	 */
	Changes findChanges(ApplicationId id, Instant since);

	/**
	 * Finds when the applications last changed.
	 * @param since only changes that were finished after this, or are in progress
	 * @return the time of the last change of each application that has any
	 */
	Map<ApplicationId, Instant> findLastChanges(Instant since);

	/**
	 * Finds what was asked for last.
	 * @param since only changes that were finished after this, or are in progress
	 * @return the instances after the latest such change, by application; not of those
	 * that were refused
	 */
	Map<ApplicationId, Integer> findAsked(Instant since);

	/**
	 * Finds the latest decision of each application.
	 * @return one entry per application that has any
	 */
	List<HistoryEntry> findLatest();

	/**
	 * Finds the latest entry of one application that is about its instances, which one
	 * about its policy is not.
	 * @param id the application
	 * @return the entry, empty if there is none
	 */
	Optional<HistoryEntry> findLatest(ApplicationId id);

	/**
	 * Tells whether there is an earlier entry of the same application for the same
	 * reason.
	 * @param entry the entry
	 * @param since only entries decided for the last time after this
	 * @return whether there is one
	 */
	boolean isPreceded(HistoryEntry entry, Instant since);

	/**
	 * Finds entries by their ids.
	 * @param ids the ids
	 * @return those that there are, oldest first
	 */
	List<HistoryEntry> findAll(Collection<Long> ids);

	/**
	 * Finds entries, newest first.
	 * @param query which ones
	 * @return the entries
	 */
	List<HistoryEntry> find(HistoryQuery query);

	/**
	 * Forgets old entries; those in progress stay.
	 * @param before entries decided for the last time before this are forgotten
	 * @return how many
	 */
	int deleteBefore(Instant before);

}
