package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

/**
 * Decides about one application, without regard to the others of its stream.
 */
@FunctionalInterface
interface Scaler {

	/**
	 * Called once a second.
	 * @param application what is to be seen of it now
	 * @return the count to ask for, empty for nothing
	 */
	OptionalInt decide(ApplicationView application);

}
