package io.github.dataflowautoscaler.webhook.simulation;

/**
 * The application of a simulation, second by second: its instances, what waits, and what
 * its counters say. The model is small on purpose: even partitions, instances that are
 * all alike, and a group that stands still for some seconds when its members change.
 */
final class Model {

	/** Between the bounds that were measured for groups of Kafka's consumers. */
	private static final int REBALANCE = 5;

	private final Application application;

	private int instances;

	private int ready;

	private int readyAt;

	private int pausedUntil;

	private double waiting;

	private double handled;

	Model(Application application, int instances) {
		this.application = application;
		this.instances = instances;
		this.ready = instances;
	}

	void scale(int count, int now) {
		if (count > this.instances) {
			this.readyAt = now + (int) this.application.startTime().toSeconds();
		}
		else if (count < this.ready) {
			this.ready = count;
			this.pausedUntil = now + REBALANCE;
		}
		this.instances = count;
	}

	/** Instances become ready, whether or not the load is known. */
	void start(int now) {
		if (this.ready < this.instances && now >= this.readyAt) {
			this.ready = this.instances;
			this.pausedUntil = now + REBALANCE;
		}
	}

	/**
	 * Lets messages arrive and handles what can be handled.
	 * @param now the second
	 * @param arriving messages
	 */
	void serve(int now, double arriving) {
		double served = (now < this.pausedUntil) ? 0 : Math.min(this.waiting + arriving, throughput());
		this.waiting += arriving - served;
		this.handled += served;
	}

	/** Messages per second that all instances that serve can do. */
	double throughput() {
		return this.application.throughput(this.ready);
	}

	int instances() {
		return this.instances;
	}

	int ready() {
		return this.ready;
	}

	/** Messages that wait. */
	double waiting() {
		return this.waiting;
	}

	/** Messages that were ever handled. */
	double handled() {
		return this.handled;
	}

}
