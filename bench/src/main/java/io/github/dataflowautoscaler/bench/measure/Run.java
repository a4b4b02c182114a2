package io.github.dataflowautoscaler.bench.measure;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.controller.ApplicationView;
import io.github.dataflowautoscaler.bench.controller.Controller;
import io.github.dataflowautoscaler.bench.controller.View;
import io.github.dataflowautoscaler.bench.controller.Wish;
import io.github.dataflowautoscaler.bench.monitoring.Prometheus;
import io.github.dataflowautoscaler.bench.monitoring.RecordingRules;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;
import io.github.dataflowautoscaler.bench.simulation.Simulation;

/**
 * A stream under its load, scaled by one controller.
 */
public final class Run {

	private final Simulation simulation;

	private final Prometheus prometheus;

	private final RecordingRules rules;

	private final Controller controller;

	private final List<Timeline> timelines;

	private Run(Scenario scenario, Controller controller) {
		this.simulation = new Simulation(scenario);
		this.prometheus = new Prometheus(this.simulation, controller.scrapeInterval(), scenario.seed());
		this.rules = new RecordingRules(this.simulation, this.prometheus);
		this.controller = controller;
		this.timelines = scenario.applications()
			.stream()
			.map((application) -> new Timeline(scenario.rates().seconds()))
			.toList();
	}

	/**
	 * Runs a scenario from beginning to end.
	 * @param scenario the stream and its load
	 * @param controller a new one, which nobody has used before
	 * @return a timeline for each application, in the order of the stream
	 */
	public static List<Timeline> of(Scenario scenario, Controller controller) {
		Run run = new Run(scenario, controller);
		for (int now = -Scenario.WARM_UP; now < scenario.rates().seconds(); now++) {
			run.step(now);
		}
		return run.timelines;
	}

	private void step(int now) {
		this.simulation.step(now);
		this.prometheus.scrape(now);
		this.rules.evaluate(now);
		List<ApplicationView> views = new ArrayList<>();
		for (int index = 0; index < this.timelines.size(); index++) {
			SimulatedApplication application = this.simulation.applications().get(index);
			views.add(new ApplicationView(index, now, application, this.prometheus, this.rules));
		}
		this.controller.decide(new View(now, views)).forEach((wish) -> fulfil(wish, now));
		for (int index = 0; index < this.timelines.size(); index++) {
			this.timelines.get(index).record(now, this.simulation.applications().get(index));
		}
	}

	private void fulfil(Wish wish, int now) {
		SimulatedApplication application = this.simulation.applications().get(wish.application());
		int from = application.instances().size();
		int to = Math.max(1, Math.min(wish.instances(), application.spec().maxInstances()));
		if (from != to) {
			application.scale(to, now);
			this.timelines.get(wish.application()).act(now, from, to);
		}
	}

}
