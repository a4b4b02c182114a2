package io.github.dataflowautoscaler.webhook.outbox;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;

/**
 * A recipient of decisions. Each is a bean, if it is configured.
 */
public interface Recipient {

	/**
	 * Returns the name that what waits for this one is kept under.
	 * @return a name of 1 to 20 characters, which stays
	 */
	String name();

	/**
	 * Tells whether a decision is to be told. Asked inside the transaction that records
	 * it, so this neither waits nor fails.
	 * @param entry the entry as it is recorded
	 * @return whether it is
	 */
	boolean wants(HistoryEntry entry);

	/**
	 * Tells of a decision. An exception means that the other side can't be told now, and
	 * that the same is to be tried again; so what it is told may come twice.
	 * @param entry the entry as it is now
	 */
	void tell(HistoryEntry entry);

}
