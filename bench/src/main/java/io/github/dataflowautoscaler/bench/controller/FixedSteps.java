package io.github.dataflowautoscaler.bench.controller;

import java.util.List;
import java.util.OptionalInt;

import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.webhook.simulation.Alert;
import io.github.dataflowautoscaler.webhook.simulation.AlertGroup;
import io.github.dataflowautoscaler.webhook.simulation.Route;

/**
 * Docker Scaler behind Docker Flow Monitor, with the steps of its tutorial: out by 2, in
 * by 1, at most every five minutes, which is Alertmanager's {@code repeat_interval}
 * there. The tutorial's alerts are about response times; a stream's response time is how
 * long a message waits: out above 5 s, in below 2 s if half of the instances would be
 * idle.
 *
 * @see <a href= "https://github.com/thomasjpfan/docker-scaler">service/scaler.go,
 * docs/service-scale.md, stacks/go-demo-instrument-alert-short.yml</a>
 */
final class FixedSteps implements Scaler {

	/**
	 * A {@code repeat_interval} that equals the {@code group_interval}, as in the
	 * tutorial, misses every other tick by the time a delivery takes. A little less is
	 * what its author meant.
	 */
	private static final Route ROUTE = new Route(30, 300, 290);

	private static final int OUT_BY = 2;

	private static final int IN_BY = 1;

	private static final double SLOW_SECONDS = 5;

	private static final double FAST_SECONDS = 2;

	private static final double IDLE_SHARE = 0.5;

	private static final int WINDOW = 300;

	private static final int INTERVAL = 15;

	private static final int OFFSET = 8;

	private final AlertGroup group = new AlertGroup(ROUTE);

	@Override
	public OptionalInt decide(ApplicationView application) {
		int now = application.now();
		if (Math.floorMod(now, INTERVAL) == OFFSET) {
			this.group.receive(now, evaluate(application));
		}
		List<Alert> notification = this.group.tick(now);
		if (notification.isEmpty()) {
			return OptionalInt.empty();
		}
		int step = notification.get(0).out() ? OUT_BY : -IN_BY;
		return OptionalInt.of(application.instances() + step);
	}

	private static List<Alert> evaluate(ApplicationView application) {
		Readings readings = application.readings();
		double busy = application.series().busyRate(application.now(), WINDOW);
		if (readings.lag() > SLOW_SECONDS * readings.input()) {
			return List.of(new Alert(0, "resptimeabove", true));
		}
		if (readings.lag() <= FAST_SECONDS * readings.input() && busy < IDLE_SHARE * readings.instances()) {
			return List.of(new Alert(0, "resptimebelow_unless_resptimeabove", false));
		}
		return List.of();
	}

}
