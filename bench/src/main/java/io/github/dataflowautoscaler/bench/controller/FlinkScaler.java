package io.github.dataflowautoscaler.bench.controller;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * Flink's autoscaler. Topics separate the applications, so each is a job of its own: a
 * change forgets the metrics, waits for {@code stabilization.interval} and then for a
 * full {@code metrics.window}. A scale-in waits for {@code scale-down.interval} and goes
 * to the highest wish of it.
 */
final class FlinkScaler implements Scaler {

	/** {@code kubernetes.operator.reconcile.interval}. */
	private static final int INTERVAL = 60;

	private static final int OFFSET = 23;

	/** {@code observed-true-processing-rate.lag-threshold}, in seconds. */
	private static final double CATCHING_UP = 30;

	private static final int RATE_WINDOW = 60;

	private final FlinkSettings settings;

	private final Deque<Sample> samples = new ArrayDeque<>();

	private final Deque<DelayedScaleDown> delayed = new ArrayDeque<>();

	private int firstDelayed;

	private int restartedAt = Integer.MIN_VALUE / 2;

	FlinkScaler(FlinkSettings settings) {
		this.settings = settings;
	}

	@Override
	public OptionalInt decide(ApplicationView application) {
		int now = application.now();
		if (application.readyInstances() < application.instances()) {
			this.restartedAt = now;
			this.samples.clear();
		}
		if (Math.floorMod(now, INTERVAL) != OFFSET || !collect(application)) {
			return OptionalInt.empty();
		}
		FlinkFormula.Metrics metrics = metrics();
		int current = application.instances();
		int wanted = wanted(application, metrics);
		if (wanted >= current) {
			this.delayed.clear();
		}
		if (wanted == current) {
			return OptionalInt.empty();
		}
		boolean outside = FlinkFormula.outsideBand(this.settings, metrics);
		DelayedScaleDown change = new DelayedScaleDown(now, wanted, outside);
		if (wanted < current) {
			change = delay(change, current);
		}
		if (!change.outsideBand() || change.parallelism() == current) {
			return OptionalInt.empty();
		}
		this.samples.clear();
		this.delayed.clear();
		this.restartedAt = now;
		return OptionalInt.of(change.parallelism());
	}

	private int wanted(ApplicationView application, FlinkFormula.Metrics metrics) {
		int current = application.instances();
		if (Double.isNaN(metrics.trueRate())) {
			return current;
		}
		int raw = FlinkFormula.parallelism(this.settings, metrics, current);
		int bound = Math.min(application.maxInstances(), application.partitions());
		int bounded = Math.max(1, Math.min(raw, bound));
		if (bounded == current) {
			return current;
		}
		return FlinkFormula.align(bounded, (bounded > current) ? bound : Math.min(current, bound),
				application.partitions());
	}

	/**
	 * Adds a sample.
	 * @return whether the window is full
	 */
	private boolean collect(ApplicationView application) {
		int now = application.now();
		if (now < this.restartedAt + this.settings.stabilization()) {
			return false;
		}
		this.samples.addLast(new Sample(now, application.handled(), application.committedLag(),
				application.series().busiest(now, RATE_WINDOW), application.series().inputRate(now, RATE_WINDOW)));
		if (now - this.samples.getFirst().time() < this.settings.window()) {
			return false;
		}
		this.samples.removeIf((sample) -> sample.time() < now - this.settings.window());
		return true;
	}

	private FlinkFormula.Metrics metrics() {
		Sample first = this.samples.getFirst();
		Sample last = this.samples.getLast();
		double seconds = last.time() - first.time();
		double input = (last.handled() - first.handled()) / seconds;
		double arrival = Math.max(0, input + (last.lag() - first.lag()) / seconds);
		double busy = this.samples.stream().mapToDouble(Sample::busy).average().orElse(Double.NaN);
		double[] catchingUp = this.samples.stream()
			.filter((sample) -> sample.rate() > 0 && sample.lag() >= CATCHING_UP * sample.rate())
			.mapToDouble(Sample::rate)
			.toArray();
		double observed = (catchingUp.length < 2) ? Double.NaN : Arrays.stream(catchingUp).average().orElse(Double.NaN);
		return new FlinkFormula.Metrics(arrival, input, last.lag(), FlinkFormula.trueRate(input, busy, observed));
	}

	/**
	 * Keeps a wish for fewer, and gives the highest of those kept once the first of them
	 * is old enough.
	 */
	private DelayedScaleDown delay(DelayedScaleDown wish, int current) {
		if (this.delayed.isEmpty()) {
			this.firstDelayed = wish.time();
		}
		this.delayed.removeIf((earlier) -> earlier.parallelism() <= wish.parallelism());
		this.delayed.addLast(wish);
		int windowStart = wish.time() - this.settings.scaleDownInterval();
		if (windowStart < this.firstDelayed) {
			return new DelayedScaleDown(wish.time(), current, false);
		}
		this.delayed.removeIf((earlier) -> earlier.time() < windowStart);
		return this.delayed.getFirst();
	}

	private record Sample(int time, double handled, double lag, double busy, double rate) {
	}

	private record DelayedScaleDown(int time, int parallelism, boolean outsideBand) {
	}

}
