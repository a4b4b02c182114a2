package io.github.dataflowautoscaler.webhook.leadership;

import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link Lease} does, wherever it is kept.
 */
public abstract class LeaseContract {

	protected static final State FREE = new State(0, 0, null);

	protected abstract Lease lease();

	protected abstract TransactionOperations transaction();

	@Test
	void ofTwoWhoSeeItFreeOneTakesIt() {
		assertThat(lease().read()).isEqualTo(FREE);
		assertThat(lease().take(FREE, "first")).isTrue();
		assertThat(lease().take(FREE, "second")).isFalse();
		assertThat(lease().read()).isEqualTo(new State(1, 0, "first"));
	}

	@Test
	void aRenewalIsSeenAndKeepsItFromBeingTaken() {
		lease().take(FREE, "first");
		State seen = lease().read();
		assertThat(lease().renew(1)).isTrue();
		assertThat(lease().read()).isNotEqualTo(seen);
		assertThat(lease().take(seen, "second")).isFalse();
	}

	@Test
	@DisplayName("case 48: a holder whose term is over can't renew, release or confirm the lease")
	void formerHolder() {
		lease().take(FREE, "first");
		lease().take(lease().read(), "second");
		assertThat(lease().renew(1)).isFalse();
		lease().release(1);
		assertThat(lease().read()).isEqualTo(new State(2, 0, "second"));
		assertThat(confirm(1)).isFalse();
		assertThat(confirm(2)).isTrue();
		lease().release(2);
		assertThat(lease().read()).isEqualTo(new State(2, 0, null));
	}

	protected final boolean confirm(long term) {
		return Boolean.TRUE.equals(transaction().execute((status) -> lease().confirm(term)));
	}

}
