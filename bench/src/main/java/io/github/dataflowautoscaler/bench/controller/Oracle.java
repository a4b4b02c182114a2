package io.github.dataflowautoscaler.bench.controller;

import java.util.OptionalInt;

import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Rates;

/**
 * Knows the load to come and what instances can do. It has at each moment the fewest
 * instances that serve the load of every minute within the time that a new instance needs
 * (a start and a rebalance, 53 s), and what waits is gone within two minutes. Nobody can
 * do with fewer without falling behind, but for a wait that is too short to matter.
 */
final class Oracle implements Scaler {

	/** The slowest start and the longest pause. */
	static final int LEAD = 45 + 8;

	/** The load is a mean over this time, as a queue evens out what is shorter. */
	private static final int SMOOTHING = 60;

	/** A backlog of so many seconds is drained, unless the pause just made it. */
	private static final double TOLERATED_SECONDS = 10;

	private static final double CATCH_UP_SECONDS = 120;

	private final ApplicationSpec application;

	private final Rates rates;

	private final double ratio;

	private boolean draining;

	/**
	 * Reveals everything.
	 * @param application what its instances can do
	 * @param rates the source's load
	 * @param ratio messages that reach the application for one of the source's
	 */
	Oracle(ApplicationSpec application, Rates rates, double ratio) {
		this.application = application;
		this.rates = rates;
		this.ratio = ratio;
	}

	@Override
	public OptionalInt decide(ApplicationView view) {
		double load = 0;
		for (int ahead = 0; ahead <= LEAD; ahead++) {
			int second = view.now() + ahead;
			load = Math.max(load, this.rates.mean(second - SMOOTHING / 2, second + SMOOTHING / 2) * this.ratio);
		}
		int forLoad = this.application.needed(load);
		double lag = view.committedLag();
		double seconds = lag / this.application.throughput(forLoad);
		this.draining = seconds > (this.draining ? 1 : TOLERATED_SECONDS);
		if (!this.draining) {
			return OptionalInt.of(forLoad);
		}
		// What is added to drain a backlog stays until it is gone.
		int toDrain = this.application.needed(load + lag / CATCH_UP_SECONDS);
		return OptionalInt.of(Math.max(toDrain, view.instances()));
	}

}
