package io.github.dataflowautoscaler.webhook.hindsight;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Foresight;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.prometheus.LoadHistory;
import io.github.dataflowautoscaler.webhook.prometheus.ObservationHistory;
import io.github.dataflowautoscaler.webhook.prometheus.Recording;
import io.github.dataflowautoscaler.webhook.scaling.ForesightProperties;
import io.github.dataflowautoscaler.webhook.scaling.Learned;
import io.github.dataflowautoscaler.webhook.scaling.PastArrivals;
import io.github.dataflowautoscaler.webhook.simulation.Application;
import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import io.github.dataflowautoscaler.webhook.simulation.Past;
import io.github.dataflowautoscaler.webhook.simulation.Simulator;
import io.github.dataflowautoscaler.webhook.simulation.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Simulates policies on what was recorded of an application, one simulation at a time.
 */
@Component
public class Hindsight {

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(31);

	/** A week to foresee from, and one to score. */
	private static final Duration PAST = Duration.ofDays(14);

	/** Longer than a simulation of a week takes. */
	private static final long PATIENCE_SECONDS = 5;

	private final LoadHistory loads;

	private final ObservationHistory observations;

	private final Learned learned;

	private final PastArrivals past;

	private final ForesightProperties foresight;

	private final ReentrantLock lock = new ReentrantLock();

	Hindsight(LoadHistory loads, ObservationHistory observations, Learned learned, PastArrivals past,
			ForesightProperties foresight) {
		this.loads = loads;
		this.observations = observations;
		this.learned = learned;
		this.past = past;
		this.foresight = foresight;
	}

	/**
	 * Simulates a policy.
	 * @param id the application
	 * @param since how far to look back, an hour to 31 days
	 * @param policy the policy
	 * @param present the present policy, {@code null} if there is none
	 * @return what it would have come to
	 * @throws IllegalArgumentException if the time is too short or too long
	 * @throws HindsightException if something is not known that a simulation needs
	 * @throws io.github.dataflowautoscaler.webhook.prometheus.PrometheusException if
	 * Prometheus doesn't tell
	 */
	public Comparison simulate(ApplicationId id, Duration since, Policy policy, @Nullable Policy present) {
		return alone(() -> compare(id, read(id, since), policy, present));
	}

	/**
	 * Suggests a policy, and simulates it.
	 * @param id the application
	 * @param since how far to look back, an hour to 31 days
	 * @param present the present policy, {@code null} if there is none
	 * @return the suggestion
	 * @throws IllegalArgumentException if the time is too short or too long
	 * @throws HindsightException if something is not known that a simulation needs
	 * @throws io.github.dataflowautoscaler.webhook.prometheus.PrometheusException if
	 * Prometheus doesn't tell
	 */
	public Advice suggest(ApplicationId id, Duration since, @Nullable Policy present) {
		return alone(() -> {
			Known known = read(id, since);
			Policy base = (present != null) ? present : PolicySettings.of(Strategy.RATE, 1).toPolicy();
			Suggestion suggestion = Suggestion.of(known.recording().load(), known.application(), known.instances(),
					base);
			return new Advice(compare(id, known, suggestion.policy(), present), suggestion.reasons());
		});
	}

	/** Whoever asks for many at once waits, and the decisions do not. */
	private <T> T alone(Supplier<T> simulation) {
		try {
			if (!this.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw HindsightException.busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw HindsightException.busy();
		}
		try {
			return simulation.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Known read(ApplicationId id, Duration since) {
		if (since.compareTo(SHORTEST) < 0 || since.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("since is %s; it must be from %s to P31D".formatted(since, SHORTEST));
		}
		Recording recording = this.loads.read(id, since);
		if (recording.firstKnown().isEmpty()) {
			throw HindsightException.unknown("Prometheus has recorded nothing of what arrived at %s in the last %s"
				.formatted(id, Comparison.words(since)));
		}
		Application application = application(id, since, this.observations.read(id, since).values());
		int instances = recording.firstInstances().orElse(1);
		return new Known(recording, application, instances);
	}

	private Application application(ApplicationId id, Duration since, Collection<Observation> seen) {
		Optional<Memory> memory = this.learned.find(id);
		Capacity capacity = memory.map(Memory::capacity).orElse(Capacity.UNKNOWN);
		boolean learned = capacity.measured() != null;
		double perInstance = 1;
		double partitions = 0;
		for (Observation observation : seen) {
			capacity = learned ? capacity : Capacity.measure(observation, capacity, true);
			perInstance = observation.consumers().isKnown() ? observation.consumersPerInstance() : perInstance;
			partitions = observation.partitions().orElse(partitions);
		}
		Double perConsumer = capacity.measured();
		if (perConsumer == null) {
			throw HindsightException.unknown(
					"The capacity of an instance is not known yet: %s was not busy enough in the last %s to measure it"
						.formatted(id, Comparison.words(since)));
		}
		return new Application(perConsumer, perInstance, (int) partitions,
				Duration.ofSeconds(memory.map(Memory::startTime).orElse(Memory.TYPICAL_START_TIME).toSeconds()));
	}

	private Comparison compare(ApplicationId id, Known known, Policy policy, @Nullable Policy present) {
		int stepsEach = Comparison.stepsEach(known.recording());
		Simulator simulator = new Simulator(known.recording().load(), known.application(),
				past(id, known.recording().begin(), policy, present), stepsEach * MeasuredLoad.STEP);
		Outcome proposed = simulator.run(policy, known.instances());
		int fixed = simulator.fixed(proposed);
		return new Comparison(known.recording(), known.application(), policy, proposed,
				(present != null) ? simulator.run(present, known.instances()) : null, fixed, simulator.run(fixed),
				stepsEach);
	}

	/** What the load is foreseen from at the begin of the simulation. */
	private Past past(ApplicationId id, Instant begin, Policy policy, @Nullable Policy present) {
		boolean foreseen = policy.foresight() == Foresight.ON
				|| (present != null && present.foresight() == Foresight.ON);
		Instant minute = begin.truncatedTo(ChronoUnit.MINUTES);
		Instant from = minute.minus(PAST);
		return (foreseen ? this.past.minutes(id, from, minute) : Optional.<List<@Nullable Double>>empty())
			.map((rates) -> new Past(this.foresight.days(), from, rates))
			.orElseGet(() -> Past.unknown(this.foresight.days()));
	}

	/**
	 * A suggestion.
	 *
	 * @param comparison what the suggested policy would have come to
	 * @param reasons a sentence for each setting that is suggested
	 */
	public record Advice(Comparison comparison, List<String> reasons) {
	}

	private record Known(Recording recording, Application application, int instances) {
	}

}
