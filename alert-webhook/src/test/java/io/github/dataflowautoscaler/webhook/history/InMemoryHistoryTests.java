package io.github.dataflowautoscaler.webhook.history;

import java.util.TreeMap;

/**
 * Tests for {@link InMemoryHistory}: the histories are as good as it is.
 */
class InMemoryHistoryTests extends HistoryRepositoryContract {

	InMemoryHistoryTests() {
		super(new InMemoryHistory(new TreeMap<>()));
	}

}
