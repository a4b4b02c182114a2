package io.github.dataflowautoscaler.webhook.outbox;

import java.util.List;

/**
 * The entries of the history that are still to be delivered, by recipient.
 */
public interface Outbox {

	/**
	 * Adds an entry, unless it waits already.
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
	List<Long> find(String recipient, int limit);

	/**
	 * Removes an entry.
	 * @param recipient whom it is for
	 * @param historyId the entry
	 */
	void remove(String recipient, long historyId);

}
