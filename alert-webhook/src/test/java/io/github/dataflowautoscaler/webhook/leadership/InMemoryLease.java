package io.github.dataflowautoscaler.webhook.leadership;

import java.util.Map;

/**
 * A lease that is kept in memory, with the same promises as the one in a database.
 */
public final class InMemoryLease implements Lease {

	/** The key of the one row. */
	public static final String ROW = "lease";

	private final Map<String, State> row;

	/**
	 * Creates a lease.
	 * @param row where it is kept, as {@link #ROW}; without it, nobody has had it yet
	 */
	public InMemoryLease(Map<String, State> row) {
		this.row = row;
	}

	@Override
	public State read() {
		State state = this.row.get(ROW);
		return (state != null) ? state : new State(0, 0, null);
	}

	@Override
	public boolean take(State seen, String holder) {
		State state = read();
		return (state.term() == seen.term() && state.renewals() == seen.renewals())
				&& put(new State(state.term() + 1, 0, holder));
	}

	@Override
	public boolean renew(long term) {
		State state = read();
		return state.term() == term && put(new State(term, state.renewals() + 1, state.holder()));
	}

	@Override
	public void release(long term) {
		State state = read();
		if (state.term() == term) {
			put(new State(term, state.renewals(), null));
		}
	}

	@Override
	public boolean confirm(long term) {
		return read().term() == term;
	}

	private boolean put(State state) {
		this.row.put(ROW, state);
		return true;
	}

}
