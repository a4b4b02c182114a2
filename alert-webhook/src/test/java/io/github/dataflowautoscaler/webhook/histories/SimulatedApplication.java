package io.github.dataflowautoscaler.webhook.histories;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * An application of a stream: its load, its instances, what waits, and what its counters
 * say. All instances are alike, and each does ten messages a second.
 */
final class SimulatedApplication {

	/** Messages per second that an instance can do. */
	static final double CAPACITY = 10;

	/** Seconds between two samples of the counters. */
	static final int SCRAPE = 15;

	private static final int MINUTE = 60 / SCRAPE;

	private static final int START_SECONDS = 12;

	private final ApplicationId id;

	/** The latest samples, the newest first. */
	private final Deque<Sample> samples = new ArrayDeque<>();

	private double load;

	private int instances;

	private int ready;

	private long readyAt;

	private boolean crashes;

	private int version = 1;

	private double arrived;

	private double served;

	private double waiting;

	private long updatedAt;

	/**
	 * An application that has run for a while.
	 * @param id its name
	 * @param instances how many there are
	 * @param load messages per second
	 */
	SimulatedApplication(ApplicationId id, int instances, double load) {
		this.id = id;
		this.instances = instances;
		this.ready = instances;
		this.load = load;
		double throughput = Math.min(load, instances * CAPACITY);
		for (int i = 0; i <= 3 * MINUTE; i++) {
			this.samples.addLast(new Sample(-i * SCRAPE * load, -i * SCRAPE * throughput, 0));
		}
	}

	ApplicationId id() {
		return this.id;
	}

	double load() {
		return this.load;
	}

	void load(double load, long now) {
		advance(now);
		this.load = load;
	}

	int instances() {
		return this.instances;
	}

	/**
	 * Has another number of instances run.
	 * @param count the number
	 * @param crash whether those that are added crash
	 * @param now milliseconds since the beginning
	 */
	void scale(int count, boolean crash, long now) {
		advance(now);
		this.crashes = crash && count > this.ready;
		this.readyAt = now + 1000L * START_SECONDS;
		this.ready = Math.min(this.ready, count);
		this.instances = count;
	}

	/** Undeploys the application and deploys another version of it. */
	void redeploy(int count, long now) {
		scale(count, false, now);
		this.ready = 0;
		this.version++;
	}

	/** Has instances that crashed come up. */
	void heal(long now) {
		if (this.crashes) {
			scale(this.instances, false, now);
		}
	}

	ApplicationState state(long now) {
		advance(now);
		State state = (this.ready == this.instances) ? State.DEPLOYED : this.crashes ? State.CRASHING : State.DEPLOYING;
		return new ApplicationState(state, this.instances, this.ready, "v" + this.version);
	}

	private void advance(long now) {
		if (this.ready < this.instances && !this.crashes && now >= this.readyAt) {
			serve(Math.max(this.readyAt, this.updatedAt));
			this.ready = this.instances;
		}
		serve(now);
	}

	private void serve(long until) {
		double seconds = (until - this.updatedAt) / 1000.0;
		double arriving = this.load * seconds;
		double done = Math.min(this.waiting + arriving, this.ready * CAPACITY * seconds);
		this.arrived += arriving;
		this.served += done;
		this.waiting += arriving - done;
		this.updatedAt = until;
	}

	/** Has Prometheus read the counters. */
	void scrape(long now) {
		advance(now);
		this.samples.removeLast();
		this.samples.addFirst(new Sample(this.arrived, this.served, this.waiting));
	}

	/**
	 * What the recording rules make of the samples.
	 * @param gap what is missing
	 * @return the measurements
	 */
	Observation observe(Gap gap) {
		Sample[] all = this.samples.toArray(new Sample[0]);
		Measurement missing = Measurement.unknown("it has no series");
		double latest = slope(all, 0);
		double trend = (Math.signum(latest) == Math.signum(slope(all, MINUTE)))
				? Math.signum(latest) * Math.min(Math.abs(latest), Math.abs(slope(all, MINUTE))) : 0;
		boolean rates = gap != Gap.RATES;
		Arrival arrival = (rates && gap != Gap.ARRIVAL)
				? new Arrival(known(rate(all, 0, MINUTE)), known(rate(all, 0, MINUTE / 2)), known(trend), known(latest))
				: new Arrival(missing, missing, missing, missing);
		double input = (all[0].served - all[MINUTE].served) / 60;
		Measurement waiting = (gap != Gap.LAG) ? known(this.waiting) : missing;
		Measurement growth = (rates && gap != Gap.LAG) ? known((all[0].waiting - all[MINUTE].waiting) / 60) : missing;
		Measurement reporting = known(this.ready);
		return new Observation(arrival, rates ? known(input) : missing, rates ? known(input) : missing,
				rates ? known(input / CAPACITY) : missing, waiting, growth, reporting,
				(gap != Gap.CONSUMERS) ? reporting : missing, missing, null);
	}

	private static double slope(Sample[] all, int from) {
		return (rate(all, from, MINUTE / 2) - rate(all, from + MINUTE, MINUTE / 2)) / 60;
	}

	private static double rate(Sample[] all, int from, int count) {
		return (all[from].arrived - all[from + count].arrived) / (count * SCRAPE);
	}

	private static Measurement known(double value) {
		return Measurement.of(value);
	}

	/** What is missing in Prometheus. */
	enum Gap {

		/** Nothing. */
		NONE,

		/** The lag: the broker does not answer whoever asks for it. */
		LAG,

		/** What arrives. */
		ARRIVAL,

		/** All rates: Prometheus has just been started. */
		RATES,

		/** The number of consumers. */
		CONSUMERS,

		/** Everything new: what is shown is what was. */
		NEWS,

		/** Everything. */
		ALL

	}

	private record Sample(double arrived, double served, double waiting) {
	}

}
