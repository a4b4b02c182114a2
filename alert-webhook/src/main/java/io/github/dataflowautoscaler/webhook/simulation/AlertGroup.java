package io.github.dataflowautoscaler.webhook.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group of alerts in Alertmanager. It begins with its first alert, looks at itself
 * every {@code group_interval}, and notifies about alerts that are new or gone, or when
 * the last notification is older than {@code repeat_interval}. It ends when all are gone.
 */
public final class AlertGroup {

	private final Route route;

	private final Set<Alert> firing = new TreeSet<>();

	private Set<Alert> notified = Set.of();

	private int nextFlush = Integer.MAX_VALUE;

	private int lastNotification = Integer.MIN_VALUE;

	/**
	 * A group without alerts.
	 * @param route its clocks
	 */
	public AlertGroup(Route route) {
		this.route = route;
	}

	/**
	 * Takes in what Prometheus evaluated.
	 * @param now the present second
	 * @param alerts all that fire
	 */
	public void receive(int now, Collection<Alert> alerts) {
		this.firing.clear();
		this.firing.addAll(alerts);
		if (this.nextFlush == Integer.MAX_VALUE && !alerts.isEmpty()) {
			this.nextFlush = now + this.route.groupWait();
		}
	}

	/**
	 * One second in the life of the group.
	 * @param now the present second
	 * @return the firing alerts of the notification that is delivered now, in their
	 * order; empty if there is none, or none that fires
	 */
	public List<Alert> tick(int now) {
		if (now < this.nextFlush) {
			return List.of();
		}
		this.nextFlush = now + this.route.groupInterval();
		if (this.firing.isEmpty()) {
			this.nextFlush = Integer.MAX_VALUE;
			this.notified = Set.of();
			return List.of();
		}
		boolean news = !this.notified.equals(this.firing);
		if (!news && now - this.lastNotification <= this.route.repeatInterval()) {
			return List.of();
		}
		this.notified = Set.copyOf(this.firing);
		this.lastNotification = now;
		return List.copyOf(this.firing);
	}

}
