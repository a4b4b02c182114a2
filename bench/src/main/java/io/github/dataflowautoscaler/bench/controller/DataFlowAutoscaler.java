package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.decision.Announcement;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Inputs;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;

/**
 * This project's alerts and its webhook with a policy of few settings, for a whole
 * stream. The webhook is its {@link ScalingCycle}; what is around it here is what the
 * webhook's own loop does with the results, on a platform that accepts each call at once.
 */
final class DataFlowAutoscaler implements Controller {

	/** The webhook's regular assessment. */
	private static final int ROUND = 15;

	private static final int OFFSET = 12;

	private final List<ScaledApplication> applications = new ArrayList<>();

	private final List<ThroughputAlerts> alerts = new ArrayList<>();

	/**
	 * Sets up the stream.
	 * @param scenario the stream
	 * @param policies gives an application's policy by its most instances
	 */
	DataFlowAutoscaler(Scenario scenario, IntFunction<PolicySettings> policies) {
		for (ApplicationSpec application : scenario.applications()) {
			Policy policy = policies.apply(application.maxInstances()).toPolicy();
			this.applications.add(new ScaledApplication(policy));
			this.alerts.add(new ThroughputAlerts(policy));
		}
	}

	@Override
	public List<Wish> decide(View view) {
		for (ApplicationView seen : view.applications()) {
			ScaledApplication application = this.applications.get(seen.index());
			application.watch(seen);
			if (Math.floorMod(view.now(), ROUND) == OFFSET) {
				application.assess(seen);
			}
		}
		List<Wish> wishes = new ArrayList<>();
		for (ApplicationView seen : view.applications()) {
			double target = this.applications.get(seen.index()).targetUtilization();
			this.alerts.get(seen.index())
				.tick(seen, target)
				.ifPresent((direction) -> run(view, seen, direction, wishes));
		}
		return wishes;
	}

	private void run(View view, ApplicationView seen, Direction direction, List<Wish> wishes) {
		ScaledApplication application = this.applications.get(seen.index());
		Result result = ScalingCycle.run(application.situation(seen, direction),
				new Inputs(ScaledApplication.observe(seen.readings()), application.memory(), downstream(view, seen)));
		if (result.assessment() != null) {
			application.remember(result.assessment().memory());
		}
		Decision decision = result.decision();
		if (!decision.scales()) {
			return;
		}
		wishes.add(new Wish(seen.index(), decision.to()));
		application.begin(result, seen);
		for (Announcement announcement : result.announcements()) {
			ApplicationView reader = view.applications().get(seen.index() + 1);
			ScaledApplication told = this.applications.get(reader.index());
			told.remember(told.memory().expecting(announcement.expectation()));
			run(view, reader, Direction.OUT, wishes);
		}
	}

	private Map<ApplicationId, Downstream> downstream(View view, ApplicationView seen) {
		Map<ApplicationId, Downstream> downstream = new LinkedHashMap<>();
		for (ApplicationView later : view.applications().subList(seen.index() + 1, view.applications().size())) {
			downstream.put(new ApplicationId("stream", later.name()),
					new Downstream(ScaledApplication.observe(later.readings()),
							this.applications.get(later.index()).memory(), later.index() == seen.index() + 1));
		}
		return downstream;
	}

}
