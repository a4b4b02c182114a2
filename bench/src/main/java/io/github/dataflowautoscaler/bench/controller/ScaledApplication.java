package io.github.dataflowautoscaler.bench.controller;

import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.HotPartition;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook keeps of one application between two cycles.
 */
final class ScaledApplication {

	private final Policy policy;

	private final ChangeLog changes = new ChangeLog();

	private Memory memory = Memory.empty("1");

	ScaledApplication(Policy policy) {
		this.policy = policy;
	}

	/** Learns how long instances take to start. */
	void watch(ApplicationView seen) {
		this.changes.watch(seen).ifPresent((took) -> this.memory = this.memory.started(took));
	}

	/** As the webhook does it regularly, alert or not. */
	void assess(ApplicationView seen) {
		if (this.policy.strategy() == Strategy.RATE) {
			this.memory = Sizing
				.assess(this.policy, observe(seen.readings()), this.memory,
						new Time(ChangeLog.instant(seen), this.changes.changes().last()))
				.memory();
		}
	}

	Situation situation(ApplicationView seen, Direction direction) {
		return new Situation(this.policy, direction, ChangeLog.state(seen), this.changes.changes(),
				ChangeLog.instant(seen));
	}

	double targetUtilization() {
		return this.memory.headroom().utilization(this.policy);
	}

	Memory memory() {
		return this.memory;
	}

	void remember(Memory memory) {
		this.memory = memory;
	}

	void begin(Result result, ApplicationView seen) {
		this.changes.begin(result.decision(), seen);
		this.memory = this.memory.trying(result.trial());
	}

	static Observation observe(Readings readings) {
		Arrival arrival = new Arrival(Measurement.of(readings.arrival()), Measurement.of(readings.recentArrival()),
				Measurement.of(readings.arrivalTrend()), Measurement.of(readings.latestTrend()));
		return new Observation(arrival, Measurement.of(readings.input()), Measurement.of(readings.output()),
				Measurement.of(readings.busy()), Measurement.of(readings.lag()), Measurement.of(readings.lagTrend()),
				Measurement.of(readings.instances()), Measurement.of(readings.consumers()),
				Measurement.of(readings.partitions()), hotPartition(readings));
	}

	private static @Nullable HotPartition hotPartition(Readings readings) {
		return (readings.hotShare() > 0)
				? new HotPartition(String.valueOf(readings.hotPartition()), readings.hotShare()) : null;
	}

}
