package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;
import java.time.Instant;

import io.github.dataflowautoscaler.webhook.decision.Forecast;
import io.github.dataflowautoscaler.webhook.decision.Forecaster;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Foresees the load of a simulated application from its past and from what was recorded
 * of it since.
 */
final class Foreseer {

	private final Past past;

	private final Instant begin;

	private @Nullable Forecaster forecaster;

	/**
	 * Prepares.
	 * @param past what is known of the time before
	 * @param begin the time of the second 0
	 */
	Foreseer(Past past, Instant begin) {
		this.past = past;
		this.begin = begin;
	}

	/**
	 * Looks at the application, at least once a minute.
	 * @param seen the application now
	 * @param policy the policy that is in force
	 * @param memory what is remembered
	 * @return what is foreseen
	 */
	Forecast look(Sight seen, Policy policy, Memory memory) {
		Instant now = this.begin.plusSeconds(seen.now());
		Duration lead = memory.startTime().plus(Simulator.REQUEST);
		double floor = Sizing.throughput(memory.capacity(), seen.observation(), policy.minInstances());
		Forecaster known = this.forecaster;
		if (known == null) {
			known = learn(lead, floor);
			this.forecaster = known;
		}
		known.note(now.minus(Duration.ofMinutes(1)), seen.observation().arrival().rate().orElse(Double.NaN), lead,
				floor);
		return known.at(now, lead, seen.instant());
	}

	private Forecaster learn(Duration lead, double floor) {
		Forecaster known = new Forecaster(this.past.zone());
		Instant minute = this.past.begin();
		for (Double rate : this.past.rates()) {
			known.note(minute, (rate != null) ? rate : Double.NaN, lead, floor);
			minute = minute.plus(Duration.ofMinutes(1));
		}
		return known;
	}

}
