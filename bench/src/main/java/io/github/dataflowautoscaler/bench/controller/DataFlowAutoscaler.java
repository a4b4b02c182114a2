package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import io.github.dataflowautoscaler.bench.monitoring.RecordingRules;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.decision.Announcement;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.simulation.ScaledApplication;
import io.github.dataflowautoscaler.webhook.simulation.ThroughputAlerts;

/**
 * This project's alerts and its webhook with a policy of few settings, for a whole
 * stream. The webhook is its {@link ScalingCycle}; what is around it here is what the
 * webhook's own loop does with the results, on a platform that accepts each call at once.
 */
final class DataFlowAutoscaler implements Controller {

	private final List<Policy> policies = new ArrayList<>();

	private final List<ScaledApplication> applications = new ArrayList<>();

	private final List<ThroughputAlerts> alerts = new ArrayList<>();

	/**
	 * Sets up the stream.
	 * @param scenario the stream
	 * @param policies gives an application's policy by its most instances
	 */
	DataFlowAutoscaler(Scenario scenario, IntFunction<PolicySettings> policies) {
		for (ApplicationSpec application : scenario.applications()) {
			this.policies.add(policies.apply(application.maxInstances()).toPolicy());
			this.applications.add(new ScaledApplication());
			this.alerts.add(new ThroughputAlerts());
		}
	}

	@Override
	public List<Wish> decide(View view) {
		for (ApplicationView seen : view.applications()) {
			Policy policy = this.policies.get(seen.index());
			ScaledApplication application = this.applications.get(seen.index());
			application.watch(seen.sight(), policy);
			if (RecordingRules.due(view.now())) {
				this.alerts.get(seen.index()).evaluate(seen.sight(), policy, application.targetUtilization(policy));
			}
		}
		List<Wish> wishes = new ArrayList<>();
		for (ApplicationView seen : view.applications()) {
			this.alerts.get(seen.index()).tick(view.now()).ifPresent((direction) -> run(view, seen, direction, wishes));
		}
		return wishes;
	}

	private void run(View view, ApplicationView seen, Direction direction, List<Wish> wishes) {
		InForce inForce = new InForce(this.policies.get(seen.index()), null);
		Result result = this.applications.get(seen.index())
			.run(seen.sight(), inForce, direction, downstream(view, seen));
		if (result.decision().scales()) {
			wishes.add(new Wish(seen.index(), result.decision().to()));
		}
		for (Announcement announcement : result.announcements()) {
			ApplicationView reader = view.applications().get(seen.index() + 1);
			this.applications.get(reader.index()).expect(announcement.expectation());
			run(view, reader, Direction.OUT, wishes);
		}
	}

	private Map<ApplicationId, Downstream> downstream(View view, ApplicationView seen) {
		Map<ApplicationId, Downstream> downstream = new LinkedHashMap<>();
		for (ApplicationView later : view.applications().subList(seen.index() + 1, view.applications().size())) {
			downstream.put(new ApplicationId("stream", later.name()), new Downstream(later.readings().observation(),
					this.applications.get(later.index()).memory(), later.index() == seen.index() + 1));
		}
		return downstream;
	}

}
