package io.github.dataflowautoscaler.webhook.outbox;

import java.util.List;
import java.util.Map;

/**
 * An outbox that is kept in memory, with the same promises as the one in a database.
 */
public final class InMemoryOutbox implements Outbox {

	private final Map<Key, Long> versions;

	private long latestVersion;

	/**
	 * Creates an outbox.
	 * @param versions where it keeps what waits, in order
	 */
	public InMemoryOutbox(Map<Key, Long> versions) {
		this.versions = versions;
	}

	@Override
	public void add(String recipient, long historyId) {
		this.latestVersion++;
		this.versions.put(new Key(recipient, historyId), this.latestVersion);
	}

	@Override
	public List<Waiting> find(String recipient, int limit) {
		return this.versions.entrySet()
			.stream()
			.filter((row) -> row.getKey().recipient().equals(recipient))
			.limit(limit)
			.map((row) -> new Waiting(row.getKey().historyId(), row.getValue()))
			.toList();
	}

	@Override
	public void remove(String recipient, Waiting waiting) {
		Key key = new Key(recipient, waiting.historyId());
		if (Long.valueOf(waiting.version()).equals(this.versions.get(key))) {
			this.versions.remove(key);
		}
	}

	/**
	 * The primary key of an entry.
	 *
	 * @param recipient whom it is for
	 * @param historyId the entry of the history
	 */
	public record Key(String recipient, long historyId) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			int byRecipient = this.recipient.compareTo(other.recipient);
			return (byRecipient != 0) ? byRecipient : Long.compare(this.historyId, other.historyId);
		}

	}

}
