package io.github.dataflowautoscaler.bench.controller;

import java.util.List;

/**
 * Decides how many instances the applications of one stream should have.
 */
@FunctionalInterface
public interface Controller {

	/**
	 * Called once a second; a controller with a clock of its own lets most calls pass.
	 * @param view what it can see now
	 * @return the counts it asks the platform for, one an application at most; empty if
	 * it asks for nothing
	 */
	List<Wish> decide(View view);

	/**
	 * How its Prometheus is set up.
	 * @return seconds between two scrapes of a target
	 */
	default int scrapeInterval() {
		return 15;
	}

}
