package io.github.dataflowautoscaler.webhook.scaling;

/**
 * Tests for {@link InMemoryLearned}: the histories are as good as it is.
 */
class InMemoryLearnedTests extends LearnedContract {

	InMemoryLearnedTests() {
		super(new InMemoryLearned());
	}

}
