package io.github.dataflowautoscaler.webhook.outbox;

import java.util.List;

/**
 * The entries of the history that are still to be delivered, by recipient.
 */
public interface Outbox {

	/**
	 * Adds an entry. One that waits already has changed, so what is being told of it now
	 * is no longer all of it.
	 * @param recipient whom it is for
	 * @param historyId the entry
	 */
	void add(String recipient, long historyId);

	/**
	 * Finds what waits.
	 * @param recipient whom it is for
	 * @param limit the largest number of entries
	 * @return entries of the history, oldest first; some may be forgotten already
	 */
	List<Waiting> find(String recipient, int limit);

	/**
	 * Removes an entry, unless it was added again since it was found.
	 * @param recipient whom it is for
	 * @param waiting the entry as it was found, before its outcome was read
	 */
	void remove(String recipient, Waiting waiting);

	/**
	 * An entry that waits.
	 *
	 * @param historyId the entry
	 * @param version another one each time it is added, never used again
	 */
	record Waiting(long historyId, long version) {
	}

}
