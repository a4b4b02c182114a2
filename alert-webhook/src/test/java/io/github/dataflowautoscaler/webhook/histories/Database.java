package io.github.dataflowautoscaler.webhook.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.leadership.InMemoryLease;
import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.outbox.InMemoryOutbox;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The database that all replicas share: tables in memory whose changes are undone if
 * their transaction fails. Transactions follow each other; what can go wrong with one
 * goes wrong before it begins, at its commit, or on the way of the answer.
 */
final class Database {

	final Table<Long, HistoryEntry> history = new Table<>();

	final Table<ApplicationId, ScaleRequest> requests = new Table<>();

	final Table<ApplicationId, StoredPolicy> policies = new Table<>();

	final Table<ApplicationId, Memory> learned = new Table<>();

	final Table<InMemoryOutbox.Key, Long> outbox = new Table<>();

	final Table<String, State> lease = new Table<>();

	private final List<Change<?, ?>> changes = new ArrayList<>();

	private final BiConsumer<Replica, List<Change<?, ?>>> commits;

	private long versions;

	private boolean open;

	private boolean failsAtCommit;

	/**
	 * Creates empty tables.
	 * @param commits hears of what each transaction has changed
	 */
	Database(BiConsumer<Replica, List<Change<?, ?>>> commits) {
		this.commits = commits;
	}

	boolean isOpen() {
		return this.open;
	}

	/** As a sequence: no number comes twice, also if its transaction fails. */
	long nextVersion() {
		this.versions++;
		return this.versions;
	}

	/** Has the next commit fail. */
	void failAtCommit() {
		this.failsAtCommit = true;
	}

	/**
	 * Does everything or nothing.
	 * @param writer whose transaction it is
	 * @param work what to do
	 * @return its result
	 */
	<T> T atomically(Replica writer, Supplier<T> work) {
		boolean fails = this.failsAtCommit;
		this.failsAtCommit = false;
		this.open = true;
		boolean committed = false;
		try {
			T result = work.get();
			if (fails) {
				throw new TransientDataAccessResourceException("The commit failed");
			}
			committed = true;
			return result;
		}
		finally {
			this.open = false;
			List<Change<?, ?>> done = List.copyOf(this.changes);
			this.changes.clear();
			if (!committed) {
				for (int i = done.size() - 1; i >= 0; i--) {
					done.get(i).undo();
				}
			}
			else if (!done.isEmpty()) {
				this.commits.accept(writer, done);
			}
		}
	}

	State leaseNow() {
		State state = this.lease.get(InMemoryLease.ROW);
		return (state != null) ? state : new State(0, 0, null);
	}

	/**
	 * A table, or the rows of one.
	 *
	 * @param <K> the primary key
	 * @param <V> the rows
	 */
	final class Table<K extends Comparable<? super K>, V> extends TreeMap<K, V> {

		@Override
		public V put(K key, V row) {
			V before = super.put(key, row);
			Database.this.changes.add(new Change<>(this, key, before, row));
			return before;
		}

		@Override
		@SuppressWarnings("unchecked")
		public V remove(Object key) {
			V before = super.remove(key);
			if (before != null) {
				Database.this.changes.add(new Change<>(this, (K) key, before, null));
			}
			return before;
		}

		private void set(K key, V row) {
			if (row != null) {
				super.put(key, row);
			}
			else {
				super.remove(key);
			}
		}

	}

	/**
	 * A change of one row.
	 *
	 * @param <K> the primary key
	 * @param <V> the rows
	 * @param table the table
	 * @param key the row's key
	 * @param before the row before, {@code null} if there was none
	 * @param after the row afterwards, {@code null} if there is none
	 */
	record Change<K extends Comparable<? super K>, V>(Table<K, V> table, K key, V before, V after) {

		void undo() {
			this.table.set(this.key, this.before);
		}

	}

}
