package io.github.dataflowautoscaler.bench.monitoring;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The latest samples of a time series, and PromQL's functions of them.
 */
final class Series {

	private static final int CAPACITY = 64;

	private final int[] times = new int[CAPACITY];

	private final double[] values = new double[CAPACITY];

	private int size;

	void add(int time, double value) {
		this.times[this.size % CAPACITY] = time;
		this.values[this.size % CAPACITY] = value;
		this.size++;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int lastTime() {
		return this.times[(this.size - 1) % CAPACITY];
	}

	double last() {
		return this.values[(this.size - 1) % CAPACITY];
	}

	/**
	 * The rank of the oldest sample in a window. Both ends belong to it, as in Prometheus
	 * before version 3.
	 */
	private int firstSince(int time) {
		int first = this.size;
		while (first > Math.max(0, this.size - CAPACITY) && this.times[(first - 1) % CAPACITY] >= time) {
			first--;
		}
		return first;
	}

	/**
	 * PromQL's {@code rate}: the increase between the first and the last sample of the
	 * window, extrapolated to the window's ends, unless samples begin or end too far from
	 * them for the series to have been there all the time. The counters here never reset:
	 * a new instance is a new series.
	 * @param now end of the window
	 * @param window its length in seconds
	 * @return per second; {@code NaN} with fewer than two samples
	 * @see <a href=
	 * "https://github.com/prometheus/prometheus/blob/v2.42.0/promql/functions.go">extrapolatedRate</a>
	 */
	double rate(int now, int window) {
		int first = firstSince(now - window);
		int samples = this.size - first;
		if (samples < 2) {
			return Double.NaN;
		}
		double firstValue = this.values[first % CAPACITY];
		double increase = last() - firstValue;
		double sampled = lastTime() - this.times[first % CAPACITY];
		double between = sampled / (samples - 1);
		double toStart = this.times[first % CAPACITY] - (now - window);
		double toEnd = now - lastTime();
		if (increase > 0 && firstValue >= 0) {
			// A counter is never below 0, so the series can't have begun before this.
			toStart = Math.min(toStart, sampled * firstValue / increase);
		}
		double covered = sampled + ((toStart < between * 1.1) ? toStart : between / 2)
				+ ((toEnd < between * 1.1) ? toEnd : between / 2);
		return increase * (covered / sampled) / window;
	}

	/**
	 * PromQL's {@code irate}: between the last two samples of the window.
	 */
	double instantRate(int now, int window) {
		int first = firstSince(now - window);
		if (this.size - first < 2) {
			return Double.NaN;
		}
		int previous = (this.size - 2) % CAPACITY;
		return (last() - this.values[previous]) / (lastTime() - this.times[previous]);
	}

	/**
	 * PromQL's {@code min_over_time}.
	 */
	double min(int now, int window) {
		return samples(now, window).min().orElse(Double.NaN);
	}

	/**
	 * PromQL's {@code max_over_time}.
	 */
	double max(int now, int window) {
		return samples(now, window).max().orElse(Double.NaN);
	}

	/**
	 * PromQL's {@code avg_over_time}.
	 */
	double mean(int now, int window) {
		return samples(now, window).average().orElse(Double.NaN);
	}

	/**
	 * The value that was recorded at a time.
	 * @return {@code NaN} if none was
	 */
	double at(int time) {
		return IntStream.range(firstSince(time), firstSince(time + 1))
			.mapToDouble((sample) -> this.values[sample % CAPACITY])
			.findFirst()
			.orElse(Double.NaN);
	}

	/**
	 * PromQL's {@code quantile_over_time} of 0.5.
	 */
	double median(int now, int window) {
		double[] sorted = samples(now, window).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	private DoubleStream samples(int now, int window) {
		return IntStream.range(firstSince(now - window), firstSince(now + 1))
			.mapToDouble((sample) -> this.values[sample % CAPACITY]);
	}

	/**
	 * PromQL's {@code deriv}: the slope of the straight line that fits best.
	 */
	double slope(int now, int window) {
		int first = firstSince(now - window);
		int end = firstSince(now + 1);
		int samples = end - first;
		if (samples < 2) {
			return Double.NaN;
		}
		double meanTime = 0;
		double meanValue = 0;
		for (int sample = first; sample < end; sample++) {
			meanTime += (double) this.times[sample % CAPACITY] / samples;
			meanValue += this.values[sample % CAPACITY] / samples;
		}
		double products = 0;
		double squares = 0;
		for (int sample = first; sample < end; sample++) {
			double time = this.times[sample % CAPACITY] - meanTime;
			products += time * (this.values[sample % CAPACITY] - meanValue);
			squares += time * time;
		}
		return products / squares;
	}

}
