package io.github.dataflowautoscaler.webhook.leadership;

import org.jspecify.annotations.Nullable;

/**
 * The right to decide, which one replica has at a time, where all of them see it. It
 * holds no times, because the replicas' clocks may differ and jump: a lease is over when
 * somebody has watched it long enough without seeing a renewal.
 */
public interface Lease {

	/**
	 * Looks at the lease.
	 * @return what it is now
	 */
	State read();

	/**
	 * Takes the lease with the next term. Waits for transactions that have confirmed the
	 * present term, and none confirms it afterwards.
	 * @param seen what the lease was when it was decided to take it
	 * @param holder who takes it
	 * @return whether it was taken; not if it was renewed or taken by somebody else since
	 */
	boolean take(State seen, String holder);

	/**
	 * Shows that the holder is still there.
	 * @param term the holder's term
	 * @return whether the term still lasts
	 */
	boolean renew(long term);

	/**
	 * Gives the lease back, so that nobody has to wait for its end.
	 * @param term the holder's term
	 */
	void release(long term);

	/**
	 * Makes sure, inside a transaction and until its end, that nobody takes the lease.
	 * @param term the holder's term
	 * @return whether the term still lasts
	 */
	boolean confirm(long term);

	/**
	 * What a lease is at a moment.
	 *
	 * @param term grows with every holder
	 * @param renewals how often it was renewed in this term
	 * @param holder who has it, {@code null} for nobody
	 */
	record State(long term, long renewals, @Nullable String holder) {
	}

}
