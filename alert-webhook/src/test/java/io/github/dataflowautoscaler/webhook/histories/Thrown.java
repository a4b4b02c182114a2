package io.github.dataflowautoscaler.webhook.histories;

/**
 * What was thrown through reflection.
 */
final class Thrown {

	private Thrown() {
	}

	/**
	 * Makes it fit to be thrown again.
	 * @param thrown what was thrown
	 * @return the same if it is unchecked; an error is thrown at once
	 */
	static RuntimeException unchecked(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof RuntimeException exception) ? exception : new IllegalStateException(thrown);
	}

}
