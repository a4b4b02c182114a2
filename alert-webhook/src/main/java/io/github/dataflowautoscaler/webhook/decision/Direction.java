package io.github.dataflowautoscaler.webhook.decision;

/**
 * The direction in which an alert allows an application to be scaled.
 */
public enum Direction {

	/** More instances. */
	OUT,

	/** Fewer instances. */
	IN

}
