package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.simulation.Alert;
import io.github.dataflowautoscaler.webhook.simulation.AlertGroup;
import io.github.dataflowautoscaler.webhook.simulation.AlertRule;
import io.github.dataflowautoscaler.webhook.simulation.Route;

/**
 * The autoscaling recipe of Spring Cloud Data Flow: two rules on average rates,
 * Alertmanager as it is without settings, and a webhook that scales out to 4 and in to 1.
 * The rules are written once for each application. The webhook takes the alerts of a
 * notification one by one; Data Flow refuses to scale what is being deployed, and
 * Alertmanager tries again until it is.
 *
 * @see <a href=
 * "https://github.com/spring-cloud/spring-cloud-dataflow-samples/tree/main/dataflow-website/recipes/scaling">prometheus-configmap.yaml
 * (Helm), prometheus-alertmanager-configmap.yaml, alertwebhook-deployment.yaml,
 * AlertWebHookApplication.java</a>
 */
final class OriginalRecipe implements Controller {

	private static final int INTERVAL = 10;

	private static final int OFFSET = 6;

	private static final int WINDOW = 60;

	private static final double THRESHOLD = 500;

	private static final int FACTOR = 4;

	private static final int OUT_TO = 4;

	private static final int IN_TO = 1;

	private final List<AlertRule> high = new ArrayList<>();

	private final List<AlertRule> zero = new ArrayList<>();

	private final List<Deque<Integer>> requests = new ArrayList<>();

	private final AlertGroup group = new AlertGroup(Route.DEFAULT);

	OriginalRecipe(Scenario scenario) {
		for (int index = 0; index < scenario.applications().size(); index++) {
			this.high.add(new AlertRule(30));
			this.zero.add(new AlertRule(180));
			this.requests.add(new ArrayDeque<>());
		}
	}

	@Override
	public int scrapeInterval() {
		return INTERVAL;
	}

	@Override
	public List<Wish> decide(View view) {
		if (Math.floorMod(view.now(), INTERVAL) == OFFSET) {
			this.group.receive(view.now(), evaluate(view));
		}
		List<Alert> notification = this.group.tick(view.now());
		if (!notification.isEmpty()) {
			this.requests.forEach(Deque::clear);
		}
		notification.forEach((alert) -> this.requests.get(alert.application()).add(alert.out() ? OUT_TO : IN_TO));
		return requestsThatDataFlowTakes(view);
	}

	private List<Alert> evaluate(View view) {
		List<Alert> firing = new ArrayList<>();
		for (ApplicationView application : view.applications()) {
			int index = application.index();
			double upstream = application.averageInstantArrival(WINDOW);
			double own = application.series().averageInstantRate(view.now(), WINDOW);
			if (this.high.get(index).evaluate(view.now(), upstream - own > THRESHOLD)) {
				firing.add(new Alert(index, "HighThroughputDifference", true));
			}
			if (this.zero.get(index).evaluate(view.now(), upstream - FACTOR * own <= 1)) {
				firing.add(new Alert(index, "ZeroThroughputDifference", false));
			}
		}
		return firing;
	}

	private List<Wish> requestsThatDataFlowTakes(View view) {
		List<Wish> wishes = new ArrayList<>();
		for (ApplicationView application : view.applications()) {
			Deque<Integer> waiting = this.requests.get(application.index());
			if (!waiting.isEmpty() && application.readyInstances() == application.instances()) {
				wishes.add(new Wish(application.index(), waiting.removeFirst()));
			}
		}
		return wishes;
	}

}
