package io.github.dataflowautoscaler.bench.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An application that runs: its instances, the consumer group they form, and what waits
 * in the partitions.
 */
public final class SimulatedApplication {

	/** Bounds of a start-up time, in seconds; one is drawn for each scale-out. */
	static final int FASTEST_START = 20;

	static final int SLOWEST_START = 45;

	/** Bounds of a rebalance, in seconds, during which the whole group stands still. */
	static final int SHORTEST_PAUSE = 3;

	static final int LONGEST_PAUSE = 8;

	/** How far an instance's speed and its timer stray, each for itself. */
	private static final double STRAY = 0.02;

	private static final int STRAY_SECONDS = 15;

	private final ApplicationSpec spec;

	private final SplittableRandom platform;

	private final SplittableRandom noise;

	private final double[] waiting;

	private final List<Instance> instances = new ArrayList<>();

	private int nextId;

	private int pausedUntil = Integer.MIN_VALUE;

	private double arrived;

	private double handled;

	private double lastHandled;

	SimulatedApplication(ApplicationSpec spec, SplittableRandom random, int instances, int now) {
		this.spec = spec;
		this.platform = random.split();
		this.noise = random.split();
		this.waiting = new double[spec.partitions().count()];
		add(instances, now);
	}

	private void add(int count, int readyAt) {
		for (int i = 0; i < count; i++) {
			this.instances.add(new Instance(this.nextId++, readyAt));
		}
	}

	/**
	 * Asks the platform for another number of instances. New ones take their time to
	 * start; of those to remove the youngest go first, at once.
	 * @param count the number to have, at least 1
	 * @param now the present second
	 * @throws IllegalArgumentException if no instance would be left
	 */
	public void scale(int count, int now) {
		if (count < 1) {
			throw new IllegalArgumentException("An application can't run with %s instances".formatted(count));
		}
		int change = count - this.instances.size();
		if (change > 0) {
			add(change, now + this.platform.nextInt(FASTEST_START, SLOWEST_START + 1));
		}
		boolean memberLeft = false;
		while (this.instances.size() > count) {
			Instance youngest = this.instances.remove(this.instances.size() - 1);
			youngest.remove();
			memberLeft |= youngest.ready(now);
		}
		if (memberLeft) {
			rebalance(now);
		}
	}

	private void rebalance(int now) {
		this.pausedUntil = Math.max(this.pausedUntil, now + this.platform.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE + 1));
	}

	/**
	 * One second: messages arrive, and the group handles what it can.
	 * @param now the second
	 * @param arriving messages
	 * @param down whether consumers stand still
	 * @return messages that leave
	 */
	double step(int now, double arriving, boolean down) {
		this.arrived += arriving;
		for (int partition = 0; partition < this.waiting.length; partition++) {
			this.waiting[partition] += arriving * this.spec.partitions().weight(partition);
		}
		if (this.instances.stream().anyMatch((instance) -> instance.justReady(now))) {
			rebalance(now);
		}
		if (Math.floorMod(now, STRAY_SECONDS) == 0) {
			this.instances.forEach((instance) -> instance.vary(stray(), stray()));
		}
		this.lastHandled = (down || now < this.pausedUntil) ? 0 : handle(now);
		this.handled += this.lastHandled;
		return this.lastHandled * this.spec.ratio();
	}

	private double stray() {
		return 1 + this.noise.nextDouble(-STRAY, STRAY);
	}

	private double handle(int now) {
		int working = Math.min(readyInstances(now), this.spec.partitions().count());
		double sum = 0;
		int rank = 0;
		for (Instance instance : this.instances) {
			if (rank < working && instance.ready(now)) {
				sum += handle(instance, rank++, working);
			}
		}
		return sum;
	}

	private double handle(Instance instance, int rank, int working) {
		int from = this.spec.partitions().first(rank, working);
		int to = this.spec.partitions().first(rank + 1, working);
		double share = 0;
		for (int partition = from; partition < to; partition++) {
			share += this.waiting[partition];
		}
		double capacity = this.spec.capacity() * this.spec.scaling().efficiency(working) * instance.speed();
		double messages = Math.min(share, capacity);
		if (messages > 0) {
			for (int partition = from; partition < to; partition++) {
				this.waiting[partition] *= 1 - messages / share;
			}
			instance.handle(messages, messages / capacity, this.spec.ratio());
		}
		return messages;
	}

	/**
	 * What the application is like.
	 * @return its description
	 */
	public ApplicationSpec spec() {
		return this.spec;
	}

	/**
	 * All instances, starting ones included: what costs money.
	 * @return oldest first
	 */
	public List<Instance> instances() {
		return this.instances;
	}

	/**
	 * Instances that are members of the consumer group.
	 * @param now the present second
	 * @return their number
	 */
	public int readyInstances(int now) {
		int ready = 0;
		for (Instance instance : this.instances) {
			ready += instance.ready(now) ? 1 : 0;
		}
		return ready;
	}

	/**
	 * Messages that wait, over all partitions.
	 * @return messages
	 */
	public double waiting() {
		return Arrays.stream(this.waiting).sum();
	}

	/**
	 * Messages that wait in a partition.
	 * @param partition its number, from 0
	 * @return messages
	 */
	public double waiting(int partition) {
		return this.waiting[partition];
	}

	/**
	 * All messages that ever arrived in a partition.
	 * @param partition its number, from 0
	 * @return messages
	 */
	public double arrived(int partition) {
		return this.arrived * this.spec.partitions().weight(partition);
	}

	/**
	 * All messages that ever arrived.
	 * @return messages
	 */
	public double arrived() {
		return this.arrived;
	}

	/**
	 * All messages that were ever handled, by whichever instance.
	 * @return messages
	 */
	public double handled() {
		return this.handled;
	}

	/**
	 * Messages handled in the last second.
	 * @return messages
	 */
	public double lastHandled() {
		return this.lastHandled;
	}

}
