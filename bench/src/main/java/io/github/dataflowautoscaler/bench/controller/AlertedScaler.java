package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

import io.github.dataflowautoscaler.webhook.decision.Direction;

/**
 * Decides about an application when an alert asks to: the webhook.
 */
@FunctionalInterface
interface AlertedScaler {

	/**
	 * Called for each notification that has a firing alert of the application.
	 * @param application what is to be seen of it now
	 * @param direction what the alerts allow; scale-out wins over scale-in
	 * @return the count to ask the platform for, empty for nothing
	 */
	OptionalInt decide(ApplicationView application, Direction direction);

}
