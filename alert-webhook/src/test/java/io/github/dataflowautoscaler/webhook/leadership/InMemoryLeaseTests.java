package io.github.dataflowautoscaler.webhook.leadership;

import java.util.HashMap;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Tests for {@link InMemoryLease}: the histories are as good as it is.
 */
class InMemoryLeaseTests extends LeaseContract {

	private final Lease lease = new InMemoryLease(new HashMap<>());

	@Override
	protected Lease lease() {
		return this.lease;
	}

	@Override
	protected TransactionOperations transaction() {
		return TransactionOperations.withoutTransaction();
	}

}
