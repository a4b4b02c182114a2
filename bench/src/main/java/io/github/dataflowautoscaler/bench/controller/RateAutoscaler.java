package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;

/**
 * Data Flow Autoscaler with its rate strategy and the default policy, for a whole stream:
 * when an application is scaled out, those that read from it are evaluated in the same
 * round, as the webhook's {@code Decider} does it.
 */
final class RateAutoscaler implements Controller {

	/** The webhook's round of assessments. */
	private static final int ROUND = 15;

	private static final int OFFSET = 12;

	private final List<RateWebHook> webhooks = new ArrayList<>();

	private final List<ThroughputAlerts> alerts = new ArrayList<>();

	RateAutoscaler(Scenario scenario) {
		for (ApplicationSpec application : scenario.applications()) {
			Policy policy = PolicySettings.of(Strategy.RATE, application.maxInstances()).toPolicy();
			this.webhooks.add(new RateWebHook(policy));
			this.alerts.add(new ThroughputAlerts(policy));
		}
	}

	@Override
	public List<Wish> decide(View view) {
		for (ApplicationView application : view.applications()) {
			RateWebHook webhook = this.webhooks.get(application.index());
			webhook.watch(application);
			if (Math.floorMod(view.now(), ROUND) == OFFSET) {
				webhook.assess(application);
			}
		}
		List<Wish> wishes = new ArrayList<>();
		for (ApplicationView application : view.applications()) {
			this.alerts.get(application.index())
				.tick(application)
				.ifPresent((direction) -> evaluate(view, application, direction, wishes));
		}
		return wishes;
	}

	private void evaluate(View view, ApplicationView application, Direction direction, List<Wish> wishes) {
		RateWebHook webhook = this.webhooks.get(application.index());
		Assessment assessment = webhook.assess(application);
		Decision decision = webhook.decide(application, direction, assessment, downstream(view, application));
		if (decision.scales()) {
			wishes.add(new Wish(application.index(), decision.to()));
		}
		int next = application.index() + 1;
		if (decision.to() > decision.from() && next < this.webhooks.size()) {
			ApplicationView reader = view.applications().get(next);
			if (this.webhooks.get(next).expect(assessment, decision.to(), reader)) {
				evaluate(view, reader, Direction.OUT, wishes);
			}
		}
	}

	private static Map<ApplicationId, Observation> downstream(View view, ApplicationView application) {
		Map<ApplicationId, Observation> downstream = new LinkedHashMap<>();
		view.applications()
			.stream()
			.skip(application.index() + 1L)
			.forEach((later) -> downstream.put(new ApplicationId("stream", later.name()),
					RateWebHook.observe(later.readings())));
		return downstream;
	}

}
