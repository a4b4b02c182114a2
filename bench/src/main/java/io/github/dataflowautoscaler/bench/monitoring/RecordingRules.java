package io.github.dataflowautoscaler.bench.monitoring;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.bench.monitoring.HotPartitionRules.Hot;
import io.github.dataflowautoscaler.bench.simulation.SimulatedApplication;
import io.github.dataflowautoscaler.bench.simulation.Simulation;

/**
 * Evaluates the recording rules of {@code prometheus/alert.rules.yml}, every 15 seconds.
 */
public final class RecordingRules {

	/** The group's {@code interval}. */
	public static final int INTERVAL = 15;

	private static final int OFFSET = 7;

	private static final int RATE_WINDOW = 60;

	private static final int RECENT_WINDOW = 30;

	private static final int TREND_WINDOW = 120;

	private static final int PARTITIONS_WINDOW = 300;

	private final Simulation simulation;

	private final Prometheus prometheus;

	private final List<Series> lags = new ArrayList<>();

	private final List<Series> arrivals = new ArrayList<>();

	private final List<Series> assigned = new ArrayList<>();

	private final List<ArrivalRules> combinations = new ArrayList<>();

	private final List<HotPartitionRules> hotPartitions = new ArrayList<>();

	private final List<Readings> latest = new ArrayList<>();

	/**
	 * Rules on what a Prometheus has scraped.
	 * @param simulation tells what the platform shows
	 * @param prometheus tells the rest
	 */
	public RecordingRules(Simulation simulation, Prometheus prometheus) {
		this.simulation = simulation;
		this.prometheus = prometheus;
		for (int index = 0; index < simulation.applications().size(); index++) {
			this.lags.add(new Series());
			this.arrivals.add(new Series());
			this.assigned.add(new Series());
			this.combinations.add(new ArrivalRules(this.lags.get(index)));
			this.hotPartitions.add(new HotPartitionRules(prometheus.application(index),
					simulation.applications().get(index).spec().partitions().count()));
			this.latest.add(Readings.NONE);
		}
	}

	/**
	 * Tells whether the group is evaluated in a second.
	 * @param now the second
	 * @return whether that is so
	 */
	public static boolean due(int now) {
		return Math.floorMod(now, INTERVAL) == OFFSET;
	}

	/**
	 * Evaluates all rules, if it is time to.
	 * @param now the present second
	 */
	public void evaluate(int now) {
		if (!due(now)) {
			return;
		}
		for (int index = 0; index < this.latest.size(); index++) {
			this.latest.set(index, read(index, now));
		}
	}

	private Readings read(int index, int now) {
		ApplicationSeries series = this.prometheus.application(index);
		SimulatedApplication application = this.simulation.applications().get(index);
		Series lags = record(this.lags.get(index), now, series.lag());
		double input = series.inputRate(now, RATE_WINDOW);
		Arrivals taken = new Arrivals(input, series.inputSlope(now, RECENT_WINDOW));
		Arrivals sent = new Arrivals(this.prometheus.arrivalRate(index, now, RATE_WINDOW),
				this.prometheus.arrivalSlope(index, now, RECENT_WINDOW));
		Arrivals arrival = this.combinations.get(index).combine(sent, taken, now);
		Series rates = record(this.arrivals.get(index), now, arrival.rate());
		double latest = rates.slope(now, RATE_WINDOW);
		double trend = Math.min(latest, rates.slope(now - RATE_WINDOW, RATE_WINDOW));
		double partitions = partitions(this.assigned.get(index), now, series.partitions());
		double lag = Math.max(series.lag() - partitions, 0);
		Hot hot = this.hotPartitions.get(index)
			.evaluate(now, this.combinations.get(index).appended(now, PARTITIONS_WINDOW),
					lag - ApplicationSeries.POLL_SECONDS * input, partitions);
		return new Readings(arrival.rate(), arrival.recent(), trend, latest, input, series.outputRate(now, RATE_WINDOW),
				series.busyRate(now, RATE_WINDOW), series.lag(), lags.slope(now, TREND_WINDOW), series.instances(),
				partitions, application.instances().size(), hot.share(), hot.partition());
	}

	/** What most of the last minutes showed, unless nobody tells now. */
	private static double partitions(Series assigned, int now, double present) {
		return (present > 0) ? record(assigned, now, present).median(now, PARTITIONS_WINDOW) : Double.NaN;
	}

	static Series record(Series series, int now, double value) {
		if (!Double.isNaN(value)) {
			series.add(now, value);
		}
		return series;
	}

	/**
	 * The latest evaluation.
	 * @param index the application's index in the stream
	 * @return its readings
	 */
	public Readings of(int index) {
		return this.latest.get(index);
	}

}
