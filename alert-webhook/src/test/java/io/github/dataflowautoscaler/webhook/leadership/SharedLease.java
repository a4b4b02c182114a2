package io.github.dataflowautoscaler.webhook.leadership;

import java.time.Duration;

import io.github.dataflowautoscaler.webhook.time.SystemTicks;

/**
 * A lease in memory, which the test gives to one replica after the other. One that loses
 * it does not notice by itself, like one that was frozen.
 */
public final class SharedLease implements Lease {

	private State state = new State(0, 0, null);

	/**
	 * Adds a replica.
	 * @return its leadership
	 */
	public Leadership join() {
		return new Leadership(this, (mandate) -> {
		}, new LeadershipProperties(Duration.ofHours(1)), new SystemTicks());
	}

	/**
	 * Gives the lease to a replica.
	 * @param next the replica
	 */
	public void giveTo(Leadership next) {
		this.state = new State(this.state.term(), this.state.renewals(), null);
		notice(next);
		if (this.state.holder() == null) {
			// It had lost the lease without noticing.
			next.renewOrAcquire();
		}
	}

	/**
	 * Has a replica notice that it has lost the lease, if it has.
	 * @param replica the replica
	 */
	public void notice(Leadership replica) {
		replica.renewOrAcquire();
	}

	@Override
	public State read() {
		return this.state;
	}

	@Override
	public boolean take(State seen, String holder) {
		this.state = new State(this.state.term() + 1, 0, holder);
		return true;
	}

	@Override
	public boolean renew(long term) {
		return confirm(term);
	}

	@Override
	public void release(long term) {
		this.state = new State(this.state.term(), this.state.renewals(), null);
	}

	@Override
	public boolean confirm(long term) {
		return this.state.holder() != null && this.state.term() == term;
	}

}
