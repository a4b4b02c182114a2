package io.github.dataflowautoscaler.webhook.histories;

/**
 * A promise that was broken.
 *
 * @param promise its name
 * @param what what was seen
 */
record Violation(String promise, String what) {

	@Override
	public String toString() {
		return this.promise + ": " + this.what;
	}

}
