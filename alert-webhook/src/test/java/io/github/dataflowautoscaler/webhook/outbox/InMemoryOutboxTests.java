package io.github.dataflowautoscaler.webhook.outbox;

import java.util.TreeMap;

/**
 * Tests for {@link InMemoryOutbox}: the histories are as good as it is.
 */
class InMemoryOutboxTests extends OutboxContract {

	@Override
	protected Outbox create() {
		return new InMemoryOutbox(new TreeMap<>());
	}

}
