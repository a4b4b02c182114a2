package io.github.dataflowautoscaler.bench.simulation;

import java.util.function.IntToDoubleFunction;

/**
 * A load: messages per second for each second of a run. Before its first second it was as
 * it begins, after its last one it stays as it ends.
 */
public final class Rates {

	private final double[] perSecond;

	private final double[] sums;

	private Rates(double[] perSecond) {
		this.perSecond = perSecond;
		this.sums = new double[perSecond.length + 1];
		for (int second = 0; second < perSecond.length; second++) {
			this.sums[second + 1] = this.sums[second] + perSecond[second];
		}
	}

	/**
	 * A load from a formula.
	 * @param seconds its length, at least 1
	 * @param rate messages per second at a second; what is below 0 counts as 0
	 * @return the load
	 * @throws IllegalArgumentException if it has no length
	 */
	public static Rates of(int seconds, IntToDoubleFunction rate) {
		if (seconds < 1) {
			throw new IllegalArgumentException("A load of %s seconds is none".formatted(seconds));
		}
		double[] perSecond = new double[seconds];
		for (int second = 0; second < seconds; second++) {
			perSecond[second] = Math.max(0, rate.applyAsDouble(second));
		}
		return new Rates(perSecond);
	}

	/**
	 * The length of the load.
	 * @return in seconds, at least 1
	 */
	public int seconds() {
		return this.perSecond.length;
	}

	/**
	 * The load at a second.
	 * @param second any, also before the first and after the last
	 * @return messages per second
	 */
	public double at(int second) {
		return this.perSecond[Math.max(0, Math.min(second, seconds() - 1))];
	}

	/**
	 * The mean over some seconds, as far as the load has them.
	 * @param from the first second
	 * @param to the second after the last one, above {@code from}
	 * @return messages per second
	 */
	public double mean(int from, int to) {
		int first = Math.max(0, Math.min(from, seconds() - 1));
		int last = Math.max(first + 1, Math.min(to, seconds()));
		return (this.sums[last] - this.sums[first]) / (last - first);
	}

	/**
	 * The highest rate.
	 * @return messages per second
	 */
	public double highest() {
		double highest = 0;
		for (double rate : this.perSecond) {
			highest = Math.max(highest, rate);
		}
		return highest;
	}

}
