package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

/**
 * KEDA's Kafka scaler: HPA on the consumer group's total lag, an instance for each
 * {@code lagThreshold} messages, never more than partitions. HPA asks KEDA's metrics
 * server every 15 seconds, and that asks the broker; {@code pollingInterval} (30 s) and
 * {@code cooldownPeriod} (300 s) concern scaling to and from zero, which is not used
 * here.
 *
 * @see <a href=
 * "https://github.com/kedacore/keda/blob/v2.20.2/pkg/scalers/kafka_scaler.go">getTotalLag
 * in kafka_scaler.go</a>
 */
final class KedaScaler implements Scaler {

	/** The default of {@code lagThreshold}. */
	static final double DEFAULT_LAG_THRESHOLD = 10;

	private static final int OFFSET = 9;

	private final HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();

	private final double lagThreshold;

	KedaScaler(double lagThreshold) {
		this.lagThreshold = lagThreshold;
	}

	@Override
	public OptionalInt decide(ApplicationView application) {
		if (Math.floorMod(application.now(), HorizontalPodAutoscaler.SYNC_SECONDS) != OFFSET) {
			return OptionalInt.empty();
		}
		double metric = metric(application.committedLag(), this.lagThreshold, application.partitions());
		int recommended = HorizontalPodAutoscaler.recommend(metric, this.lagThreshold, application.instances());
		return OptionalInt.of(this.autoscaler.stabilize(application.now(), recommended, application.instances(),
				application.maxInstances()));
	}

	static double metric(double lag, double lagThreshold, int partitions) {
		double whole = Math.floor(lag);
		return (Math.floor(whole / lagThreshold) > partitions) ? partitions * lagThreshold : whole;
	}

}
