package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;

/**
 * A scaler for each application of a stream.
 */
final class PerApplication implements Controller {

	private final List<Scaler> scalers;

	/**
	 * Sets up the scalers.
	 * @param scenario whose applications they are for
	 * @param factory gives one for an application; its operator may tell it what one
	 * instance can do
	 */
	PerApplication(Scenario scenario, Factory factory) {
		this.scalers = scenario.applications().stream().map(factory::scaler).toList();
	}

	@Override
	public List<Wish> decide(View view) {
		List<Wish> wishes = new ArrayList<>();
		for (ApplicationView application : view.applications()) {
			this.scalers.get(application.index())
				.decide(application)
				.ifPresent((instances) -> wishes.add(new Wish(application.index(), instances)));
		}
		return wishes;
	}

	/** Gives a new scaler for an application. */
	@FunctionalInterface
	interface Factory {

		Scaler scaler(ApplicationSpec application);

	}

}
