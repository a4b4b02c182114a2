package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

/**
 * HPA on the arriving rate, which Prometheus Adapter serves from the recording rules. Its
 * operator has measured what one instance can do and given it as the target.
 */
final class HpaScaler implements Scaler {

	/** Share of an instance's capacity that the target is set to. */
	static final double UTILIZATION = 0.8;

	private static final int OFFSET = 4;

	private final HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();

	private final double target;

	HpaScaler(double capacity) {
		this.target = UTILIZATION * capacity;
	}

	@Override
	public OptionalInt decide(ApplicationView application) {
		double rate = application.readings().arrival();
		if (Math.floorMod(application.now(), HorizontalPodAutoscaler.SYNC_SECONDS) != OFFSET || Double.isNaN(rate)) {
			return OptionalInt.empty();
		}
		int recommended = HorizontalPodAutoscaler.recommend(rate, this.target, application.instances());
		return OptionalInt.of(this.autoscaler.stabilize(application.now(), recommended, application.instances(),
				application.maxInstances()));
	}

}
