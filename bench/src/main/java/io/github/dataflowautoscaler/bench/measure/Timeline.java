package io.github.dataflowautoscaler.bench.measure;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;

/**
 * What became of one application, second by second.
 */
public final class Timeline {

	private final int[] ready;

	private final int[] existing;

	private final double[] waiting;

	private final List<Action> actions = new ArrayList<>();

	Timeline(int seconds) {
		this.ready = new int[seconds];
		this.existing = new int[seconds];
		this.waiting = new double[seconds];
	}

	void act(int second, int from, int to) {
		if (second >= 0) {
			this.actions.add(new Action(second, from, to));
		}
	}

	void record(int second, SimulatedApplication application) {
		if (second >= 0) {
			record(second, application.readyInstances(second), application.instances().size(), application.waiting());
		}
	}

	void record(int second, int readyInstances, int allInstances, double waitingMessages) {
		this.ready[second] = readyInstances;
		this.existing[second] = allInstances;
		this.waiting[second] = waitingMessages;
	}

	int seconds() {
		return this.ready.length;
	}

	/**
	 * Instances that serve.
	 * @param second the second
	 * @return their number
	 */
	public int ready(int second) {
		return this.ready[second];
	}

	/**
	 * Instances that cost: those that serve and those that start.
	 * @param second the second
	 * @return their number
	 */
	public int existing(int second) {
		return this.existing[second];
	}

	/**
	 * Messages that wait at the end of a second.
	 * @param second the second
	 * @return messages
	 */
	public double waiting(int second) {
		return this.waiting[second];
	}

	List<Action> actions() {
		return this.actions;
	}

}
