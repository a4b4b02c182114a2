package io.github.dataflowautoscaler.bench.controller;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Propagation;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.RateStrategy;
import io.github.dataflowautoscaler.webhook.decision.Reading;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.decision.Trial;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The webhook's rate strategy for one application: the very classes that decide in the
 * webhook, fed from the simulation, and what its {@code Assessor} keeps between two
 * calls.
 */
final class RateWebHook {

	private final Policy policy;

	private final Sizing sizing = new Sizing();

	private final RateStrategy strategy = new RateStrategy();

	private final ChangeLog changes = new ChangeLog();

	private Memory memory = Memory.empty("1");

	private @Nullable Trial trial;

	RateWebHook(Policy policy) {
		this.policy = policy;
	}

	/** Learns how long instances take to start. */
	void watch(ApplicationView application) {
		this.changes.watch(application).ifPresent((took) -> this.memory = this.memory.started(took));
	}

	/** As the webhook does it regularly, alert or not. */
	Assessment assess(ApplicationView application) {
		Assessment assessment = this.sizing.assess(this.policy, observe(application.readings()), this.memory,
				new Time(ChangeLog.instant(application), this.changes.changes().last()));
		this.memory = assessment.memory();
		return assessment;
	}

	/**
	 * Decides when a notification comes, and takes note of what it decided.
	 * @param application what is to be seen of it now
	 * @param direction what the alerts allow
	 * @param assessment of it, made just now
	 * @param downstream what is measured of the applications further down
	 * @return the decision
	 */
	Decision decide(ApplicationView application, Direction direction, Assessment assessment,
			Map<ApplicationId, Observation> downstream) {
		Instant now = ChangeLog.instant(application);
		Situation situation = new Situation(this.policy, direction, ChangeLog.state(application),
				this.changes.changes(), now);
		Decision decision = this.strategy.decide(situation, assessment,
				(direction == Direction.OUT) ? verdict(assessment, now, downstream) : null);
		if (decision.scales()) {
			this.changes.begin(decision, application);
		}
		if (decision.to() > decision.from()) {
			this.trial = Trial.of(decision, assessment.observation()).orElse(null);
		}
		return decision;
	}

	private @Nullable Verdict verdict(Assessment assessment, Instant now, Map<ApplicationId, Observation> downstream) {
		Trial last = this.trial;
		return (last != null) ? last.verdict(assessment, this.changes.changes(), now, downstream).orElse(null) : null;
	}

	/**
	 * Takes in that the application before is scaled out.
	 * @param upstream its assessment
	 * @param instances the instances that it will have
	 * @param application what is to be seen of this one now
	 * @return whether more will arrive for it
	 */
	boolean expect(Assessment upstream, int instances, ApplicationView application) {
		Optional<Expectation> expectation = Propagation.expect(upstream, instances,
				new Downstream(observe(application.readings()), this.memory), ChangeLog.instant(application));
		expectation.ifPresent((expected) -> this.memory = this.memory.expecting(expected));
		return expectation.isPresent();
	}

	static Observation observe(Readings readings) {
		Arrival arrival = new Arrival(Reading.of(readings.arrival()), Reading.of(readings.recentArrival()),
				Reading.of(readings.arrivalTrend()), Reading.of(readings.latestTrend()));
		return new Observation(arrival, Reading.of(readings.input()), Reading.of(readings.output()),
				Reading.of(readings.busy()), Reading.of(readings.backlog()), Reading.of(readings.lagTrend()),
				Reading.of(readings.instances()), Reading.of(readings.consumers()), Reading.of(readings.partitions()));
	}

}
