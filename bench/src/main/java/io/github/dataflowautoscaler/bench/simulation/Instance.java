package io.github.dataflowautoscaler.bench.simulation;

/**
 * One instance of an application with the counters that it exports. They start with it
 * and are gone with it.
 */
public final class Instance {

	private final int id;

	private final int readyAt;

	private boolean removed;

	private double speed = 1;

	private double clockError = 1;

	private double handled;

	private double sent;

	private double busySeconds;

	Instance(int id, int readyAt) {
		this.id = id;
		this.readyAt = readyAt;
	}

	/**
	 * The instance's number; none is used twice in an application.
	 * @return from 0
	 */
	public int id() {
		return this.id;
	}

	/**
	 * Tells whether it has started.
	 * @param now the present second
	 * @return whether it is a member of the consumer group
	 */
	public boolean ready(int now) {
		return now >= this.readyAt;
	}

	boolean justReady(int now) {
		return now == this.readyAt;
	}

	/**
	 * Tells whether it has been taken away.
	 * @return {@code true} for ever after that
	 */
	public boolean removed() {
		return this.removed;
	}

	/**
	 * Counter of messages taken in and handled.
	 * @return messages
	 */
	public double handled() {
		return this.handled;
	}

	/**
	 * Counter of messages sent on.
	 * @return messages
	 */
	public double sent() {
		return this.sent;
	}

	/**
	 * Counter of the time spent in its own work, as its timer measures it.
	 * @return seconds
	 */
	public double busySeconds() {
		return this.busySeconds;
	}

	void remove() {
		this.removed = true;
	}

	void vary(double newSpeed, double newClockError) {
		this.speed = newSpeed;
		this.clockError = newClockError;
	}

	double speed() {
		return this.speed;
	}

	void handle(double messages, double seconds, double ratio) {
		this.handled += messages;
		this.sent += messages * ratio;
		this.busySeconds += seconds * this.clockError;
	}

}
