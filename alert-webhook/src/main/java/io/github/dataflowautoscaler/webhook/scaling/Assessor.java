package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Assessment;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Propagation;
import io.github.dataflowautoscaler.webhook.decision.Propagation.Downstream;
import io.github.dataflowautoscaler.webhook.decision.Sizing;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.decision.Trial;
import io.github.dataflowautoscaler.webhook.decision.Trial.Verdict;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.leadership.Leadership;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Assesses applications and remembers what follows from it. All of them are assessed
 * regularly, alert or not: a scale-in goes to the highest wish of a window, and that has
 * to be known for the whole window. What was learned is kept by the replica that decides.
 */
@Component
class Assessor {

	/** A capacity that differs less from the one that is stored is the same. */
	private static final double SAME = 0.05;

	private final Sizing sizing = new Sizing();

	private final Map<ApplicationId, Memory> memories = new ConcurrentHashMap<>();

	private final Map<ApplicationId, Trial> trials = new ConcurrentHashMap<>();

	private final Map<ApplicationId, Memory> stored = new ConcurrentHashMap<>();

	private final Policies policies;

	private final Platform platform;

	private final Observations observations;

	private final History history;

	private final Learned learned;

	private final Leadership leadership;

	private final SteadyClock clock;

	Assessor(Policies policies, Platform platform, Observations observations, History history, Learned learned,
			Leadership leadership, SteadyClock clock) {
		this.policies = policies;
		this.platform = platform;
		this.observations = observations;
		this.history = history;
		this.learned = learned;
		this.leadership = leadership;
		this.clock = clock;
	}

	/** Also where another replica decides, so that its place can be taken at once. */
	@Scheduled(fixedDelayString = "PT15S")
	void round() {
		if (!this.leadership.leads()) {
			learnFromOthers();
		}
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		Map<ApplicationId, Instant> lastChanges = this.history.findLastChanges();
		for (StoredPolicy policy : this.policies.findAll()) {
			ApplicationState state = running.get(policy.id());
			if (state != null && policy.policy().strategy() == Strategy.RATE) {
				assess(policy.id(), policy.policy(), state, lastChanges.get(policy.id()));
			}
		}
	}

	/**
	 * Assesses one application now.
	 * @param id the application
	 * @param policy its policy
	 * @param state what the platform shows
	 * @param lastChange when its instances last changed, {@code null} if that is long ago
	 * @return the assessment, which is remembered
	 */
	Assessment assess(ApplicationId id, Policy policy, ApplicationState state, @Nullable Instant lastChange) {
		Assessment assessment = look(id, policy, state, lastChange);
		remember(id, assessment.memory());
		return assessment;
	}

	/**
	 * Assesses one application for somebody who only wants to know.
	 * @param id the application
	 * @param policy its policy
	 * @param state what the platform shows
	 * @param lastChange when its instances last changed, {@code null} if that is long ago
	 * @return the assessment, of which nothing is remembered
	 */
	Assessment look(ApplicationId id, Policy policy, ApplicationState state, @Nullable Instant lastChange) {
		return this.sizing.assess(policy, this.observations.now().of(id), memory(id).of(state.version()),
				new Time(this.clock.instant(), lastChange));
	}

	/**
	 * Judges the last scale-out, if there was one.
	 * @param id the application
	 * @param assessment what is measured now
	 * @return why there should not be another one, {@code null} if it helped or if that
	 * can't be told
	 */
	@Nullable Verdict verdict(ApplicationId id, Assessment assessment) {
		Trial trial = this.trials.get(id);
		if (trial == null) {
			return null;
		}
		Measured measured = this.observations.now();
		Map<ApplicationId, Observation> downstream = new HashMap<>();
		reach(id, downstream, measured);
		return trial.verdict(assessment, this.history.findChanges(id), this.clock.instant(), downstream).orElse(null);
	}

	private void reach(ApplicationId id, Map<ApplicationId, Observation> reached, Measured measured) {
		for (ApplicationId next : this.platform.downstream(id)) {
			if (reached.putIfAbsent(next, measured.of(next)) == null) {
				reach(next, reached, measured);
			}
		}
	}

	/**
	 * Takes note of a scale-out, to be judged later, and tells the applications that read
	 * from this one what they are about to get.
	 * @param id the application
	 * @param assessment the assessment that the decision was made by
	 * @param decision a scale-out
	 * @return the applications that will get more
	 */
	List<ApplicationId> scaledOut(ApplicationId id, Assessment assessment, Decision decision) {
		Trial.of(decision, assessment.observation())
			.ifPresentOrElse((trial) -> this.trials.put(id, trial), () -> this.trials.remove(id));
		Measured measured = this.observations.now();
		List<ApplicationId> told = new ArrayList<>();
		for (ApplicationId next : this.platform.downstream(id)) {
			Propagation
				.expect(assessment, decision.to(), new Downstream(measured.of(next), memory(next)),
						this.clock.instant())
				.ifPresent((expectation) -> {
					remember(next, memory(next).expecting(expectation));
					told.add(next);
				});
		}
		return told;
	}

	/**
	 * Learns how long new instances took to start.
	 * @param id the application
	 * @param startTime from the decision until all instances were deployed
	 */
	void started(ApplicationId id, Duration startTime) {
		remember(id, memory(id).started(startTime));
	}

	private void learnFromOthers() {
		this.learned.findAll().forEach((id, memory) -> {
			this.stored.put(id, memory);
			this.memories.computeIfPresent(id, (key, own) -> own.learning(memory));
		});
	}

	private Memory memory(ApplicationId id) {
		return this.memories.computeIfAbsent(id, (key) -> {
			Optional<Memory> learned = this.learned.find(key);
			learned.ifPresent((memory) -> this.stored.put(key, memory));
			return learned.orElse(Memory.empty(""));
		});
	}

	private void remember(ApplicationId id, Memory memory) {
		this.memories.put(id, memory);
		Memory before = this.stored.get(id);
		if (this.leadership.leads() && (before == null || differs(before, memory))) {
			this.learned.save(id, memory);
			this.stored.put(id, memory);
		}
	}

	private static boolean differs(Memory before, Memory after) {
		Double old = before.capacity();
		Double current = after.capacity();
		boolean capacity = (old == null || current == null) ? old != current
				: Math.abs(current - old) > SAME * Math.abs(old);
		return capacity || !before.version().equals(after.version()) || !before.startTime().equals(after.startTime());
	}

}
