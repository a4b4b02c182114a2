package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Capacity;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Headroom;
import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policy;

/**
 * Simulates an application under a load that was measured. Where the load is unknown,
 * time passes and nothing is counted; what waited before it waits after it.
 */
public final class Simulator {

	/** The same as on a real stream. */
	static final Duration REQUEST = Duration.ofSeconds(30);

	private final MeasuredLoad load;

	private final Application application;

	private final Past past;

	private final int secondsEach;

	/**
	 * Prepares.
	 * @param load what arrived
	 * @param application what it arrived at
	 * @param past what is known of the time before, for policies with foresight
	 * @param secondsEach seconds of one moment of the courses, at least 1
	 */
	public Simulator(MeasuredLoad load, Application application, Past past, int secondsEach) {
		this.load = load;
		this.application = application;
		this.past = past;
		this.secondsEach = secondsEach;
	}

	/**
	 * Simulates a policy with its schedule, as if it were neither paused nor a dry run.
	 * @param policy the policy
	 * @param instances instances at the beginning; what the policy doesn't allow is
	 * corrected
	 * @return what it would have come to
	 */
	public Outcome run(Policy policy, int instances) {
		InForce inForce = inForce(policy, 0);
		Model model = new Model(this.application,
				Math.max(inForce.policy().minInstances(), Math.min(instances, inForce.policy().maxInstances())));
		Recorder recorder = new Recorder(this.application);
		Tally tally = new Tally(this.load.seconds(), this.secondsEach);
		ThroughputAlerts alerts = new ThroughputAlerts();
		ScaledApplication scaled = new ScaledApplication(memory(), new Foreseer(this.past, this.load.begin()));
		Observation observation = Observation.unknown("Nothing is recorded yet");
		for (int second = 0; second < this.load.seconds(); second++) {
			pass(second, model, tally);
			if (this.load.isKnown(second)) {
				recorder.record(second, model);
			}
			boolean due = second % MeasuredLoad.STEP == MeasuredLoad.STEP - 1;
			if (due) {
				inForce = inForce(policy, second);
				observation = this.load.isKnown(second)
						? recorder.evaluate(second, this.load.arrival(second / MeasuredLoad.STEP), model)
						: Observation.unknown("Nothing was recorded");
			}
			Sight seen = new Sight(second, observation, model.instances(), model.ready());
			scaled.watch(seen, inForce.policy());
			if (due) {
				alerts.evaluate(seen, inForce.policy(), scaled.targetUtilization(inForce.policy()));
			}
			boolean tooFew = due && (model.instances() < inForce.policy().minInstances() || scaled.isForeseen());
			Optional<Direction> direction = alerts.tick(second)
				.or(() -> tooFew ? Optional.of(Direction.OUT) : Optional.empty());
			if (direction.isPresent()) {
				act(scaled.run(seen, inForce, direction.get(), Map.of()).decision(), second, model, tally);
			}
		}
		return tally.outcome();
	}

	/**
	 * A minimum that a window raises is in force so early that its instances serve when
	 * the window begins, as far as requesting them takes a while, too.
	 */
	private InForce inForce(Policy policy, int second) {
		return policy.withPause(null)
			.at(this.load.begin().plusSeconds(second), this.application.startTime().plus(REQUEST));
	}

	private static void act(Decision decision, int second, Model model, Tally tally) {
		if (decision.scales()) {
			model.scale(decision.to(), second);
			tally.act();
		}
	}

	/**
	 * Simulates a number of instances that never changes.
	 * @param instances how many, at least 1
	 * @return what it would have come to
	 */
	public Outcome run(int instances) {
		Model model = new Model(this.application, instances);
		Tally tally = new Tally(this.load.seconds(), this.secondsEach);
		for (int second = 0; second < this.load.seconds(); second++) {
			pass(second, model, tally);
		}
		return tally.outcome();
	}

	private void pass(int second, Model model, Tally tally) {
		model.start(second);
		if (this.load.isKnown(second)) {
			model.serve(second, this.load.at(second));
			tally.record(second, model);
		}
	}

	private Memory memory() {
		return new Memory(ScaledApplication.VERSION, Capacity.learned(this.application.perConsumer()),
				this.application.startTime(), List.of(), null, null, Headroom.UNKNOWN);
	}

	/**
	 * Finds the fixed number of instances that a policy is to be compared with.
	 * @param outcome what the policy has come to
	 * @return the fewest instances that would have been late for no longer, 1 to the most
	 * that the policy had
	 */
	public int fixed(Outcome outcome) {
		int fewest = 1;
		int enough = Math.max(1, outcome.highest());
		while (fewest < enough) {
			int middle = (fewest + enough) / 2;
			if (run(middle).minutesLate() <= outcome.minutesLate()) {
				enough = middle;
			}
			else {
				fewest = middle + 1;
			}
		}
		return enough;
	}

}
