package io.github.dataflowautoscaler.webhook.alertmanager;

import java.util.List;

/**
 * The time intervals of a route, by their names. Unlike its timing, a route does not
 * inherit them.
 *
 * @param muted nothing is sent inside of these
 * @param active nothing is sent outside of these, if there are any
 */
public record Intervals(List<String> muted, List<String> active) {

	/**
	 * Tells whether the route has no time intervals.
	 * @return whether it sends at any time
	 */
	public boolean isEmpty() {
		return this.muted.isEmpty() && this.active.isEmpty();
	}

}
