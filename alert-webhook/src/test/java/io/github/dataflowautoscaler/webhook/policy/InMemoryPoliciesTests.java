package io.github.dataflowautoscaler.webhook.policy;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tests for {@link InMemoryPolicies}: the histories are as good as they are.
 */
class InMemoryPoliciesTests extends PolicyRepositoryContract {

	private final PolicyRepository policies = new InMemoryPolicies(new TreeMap<>(), this::told,
			new AtomicLong()::incrementAndGet);

	@Override
	protected PolicyRepository policies() {
		return this.policies;
	}

}
