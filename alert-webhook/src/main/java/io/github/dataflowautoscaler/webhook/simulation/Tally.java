package io.github.dataflowautoscaler.webhook.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.dataflowautoscaler.webhook.simulation.Outcome.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what becomes of a simulated application.
 */
final class Tally {

	private final int secondsEach;

	private final @Nullable Moment[] moments;

	private long instanceSeconds;

	private int lateSeconds;

	private int actions;

	private double longestWait;

	/**
	 * Begins.
	 * @param seconds how long the simulation is
	 * @param secondsEach seconds of a moment of the course
	 */
	Tally(int seconds, int secondsEach) {
		this.secondsEach = secondsEach;
		this.moments = new Moment[(seconds + secondsEach - 1) / secondsEach];
	}

	void record(int second, Model model) {
		this.instanceSeconds += model.instances();
		double wait = (model.waiting() > 0) ? model.waiting() / model.throughput() : 0;
		this.lateSeconds += (wait > Outcome.LATE_SECONDS) ? 1 : 0;
		this.longestWait = Math.max(this.longestWait, wait);
		int moment = second / this.secondsEach;
		this.moments[moment] = Moment.of(this.moments[moment], model);
	}

	void act() {
		this.actions++;
	}

	Outcome outcome() {
		List<@Nullable Moment> course = Collections.unmodifiableList(Arrays.asList(this.moments));
		return new Outcome(this.instanceSeconds / 3600.0, this.actions, this.lateSeconds / 60.0, this.longestWait,
				course);
	}

}
