package io.github.dataflowautoscaler.webhook.simulation;

/**
 * Alertmanager's clocks for a group of alerts, in seconds.
 *
 * @param groupWait from a group's first alert to its first notification
 * @param groupInterval between two looks at a group
 * @param repeatInterval until a notification without news is sent again
 */
public record Route(int groupWait, int groupInterval, int repeatInterval) {

	/** What Alertmanager does if it is not told otherwise. */
	public static final Route DEFAULT = new Route(30, 300, 4 * 3600);

	/** What {@code alertmanager/alertmanager.yml} says. */
	public static final Route AUTOSCALER = new Route(5, 30, 50);

}
