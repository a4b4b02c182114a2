package io.github.dataflowautoscaler.webhook.outbox;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;

/**
 * A recipient of decisions. Each is a bean, if it is configured.
 */
public interface Recipient {

	/**
	 * Returns the name under which the outbox keeps the entries for this recipient.
	 * @return 1 to 20 characters that never change
	 */
	String name();

	/**
	 * Tells whether a decision is to be delivered. This is called inside the transaction
	 * that records the decision, so it must neither wait nor fail.
	 * @param entry the entry as it is recorded
	 * @return whether it is
	 */
	boolean wants(HistoryEntry entry);

	/**
	 * Delivers a decision. An exception means that this is not possible now and is to be
	 * tried again, so a decision may be delivered twice.
	 * @param entry the entry as it is now
	 */
	void tell(HistoryEntry entry);

}
