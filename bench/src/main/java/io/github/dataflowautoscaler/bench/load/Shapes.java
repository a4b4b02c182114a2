package io.github.dataflowautoscaler.bench.load;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.github.dataflowautoscaler.bench.simulation.Rates;

/**
 * Courses of a load over time, in messages per second and seconds. {@code StrictMath}
 * gives the same on every machine.
 */
final class Shapes {

	private static final int DAY = 86_400;

	private Shapes() {
	}

	/** One level, another, the first again. */
	static Rates step(double low, double high, int before, int during) {
		return Rates.of(before + 2 * during, (second) -> (second < before || second >= before + during) ? low : high);
	}

	static Rates cosine(int seconds, int period, double lowest, double highest) {
		return Rates.of(seconds, (second) -> (highest + lowest) / 2
				- (highest - lowest) / 2 * StrictMath.cos(2 * Math.PI * second / period));
	}

	/** Up, a while on top, down, a while at the bottom. */
	static Rates ramp(double low, double high, int slope, int hold) {
		return Rates.of(2 * slope + 2 * hold, (second) -> {
			double up = (double) second / slope;
			double down = (double) (2 * slope + hold - second) / slope;
			return low + (high - low) * Math.max(0, Math.min(1, Math.min(up, down)));
		});
	}

	/** Peaks of one to two minutes on a level, at random distances around a mean one. */
	static Rates spikes(int seconds, double level, double peak, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] rates = constant(seconds, level);
		int distance = 1200;
		for (int start = distance / 2; start < seconds; start += distance / 2 + random.nextInt(distance)) {
			raise(rates, start, random.nextInt(60, 121), peak * random.nextDouble(0.7, 1) - level);
		}
		return toRates(rates);
	}

	static Rates sawtooth(int seconds, int period, double low, double high) {
		return Rates.of(seconds, (second) -> low + (high - low) * (second % period) / period);
	}

	/**
	 * Bursts that begin at any time (exponential distances), last minutes (exponential)
	 * and whose heights have a heavy tail (Pareto with index 1.5), cut off at a peak.
	 */
	static Rates bursts(int seconds, double level, double peak, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] rates = constant(seconds, level);
		int start = 0;
		while (true) {
			start += (int) exponential(random, 600);
			if (start >= seconds) {
				break;
			}
			double height = 0.5 * level * StrictMath.pow(1 - random.nextDouble(), -1 / 1.5);
			raise(rates, start, 30 + (int) exponential(random, 180), height);
		}
		return Rates.of(seconds, (second) -> Math.min(peak, rates[second]));
	}

	/**
	 * A day with a peak before noon and a higher one in the evening, with noise that
	 * lasts for minutes.
	 */
	static Rates day(double night, double peak, double noise, long seed) {
		double[] drift = drift(DAY, noise, seed);
		return Rates.of(DAY, (second) -> {
			double hour = second / 3600.0;
			double shape = 0.75 * bell(hour, 11, 2.5) + bell(hour, 19.5, 2) + 0.35 * bell(hour, 15, 3);
			return (night + (peak - night) * Math.min(1, shape)) * (1 + drift[second]);
		});
	}

	/** An office day: jumps at opening and closing hours, bursts in between. */
	static Rates office(double night, double peak, double noise, long seed) {
		double[] drift = drift(DAY, noise, seed);
		Rates bursts = bursts(DAY, 0.1 * peak, peak, seed + 1);
		return Rates.of(DAY, (second) -> {
			double hour = second / 3600.0;
			double open = Math.max(0, Math.min(1, Math.min((hour - 8) * 3, (18 - hour) * 2)));
			double lunch = 1 - 0.4 * bell(hour, 12.5, 0.5);
			double level = night + (0.7 * peak - night) * open * lunch;
			return Math.min(peak, level * (1 + drift[second]) + (bursts.at(second) - 0.1 * peak) * open);
		});
	}

	/**
	 * What a source sends that fails for a time and then makes up for it at double rate.
	 */
	static Rates withSourceOutage(Rates rates, int from, int to) {
		return Rates.of(rates.seconds(), (second) -> {
			if (second >= from && second < to) {
				return 0;
			}
			return (second >= to && second < 2 * to - from) ? 2 * rates.at(second) : rates.at(second);
		});
	}

	private static double bell(double hour, double at, double width) {
		return StrictMath.exp(-(hour - at) * (hour - at) / (2 * width * width));
	}

	private static double[] drift(int seconds, double size, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] drift = new double[seconds];
		double current = 0;
		double next = 0;
		for (int second = 0; second < seconds; second++) {
			if (second % 60 == 0) {
				current = next;
				next = 0.8 * current + size * random.nextDouble(-1, 1);
			}
			drift[second] = current + (next - current) * (second % 60) / 60;
		}
		return drift;
	}

	private static double exponential(SplittableRandom random, double mean) {
		return -mean * StrictMath.log(1 - random.nextDouble());
	}

	private static double[] constant(int seconds, double level) {
		double[] rates = new double[seconds];
		Arrays.fill(rates, level);
		return rates;
	}

	private static void raise(double[] rates, int from, int length, double by) {
		for (int second = from; second < Math.min(from + length, rates.length); second++) {
			rates[second] += by;
		}
	}

	private static Rates toRates(double[] rates) {
		return Rates.of(rates.length, (second) -> rates[second]);
	}

}
