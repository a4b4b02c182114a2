package io.github.dataflowautoscaler.webhook.simulation;

import java.util.Arrays;

import io.github.dataflowautoscaler.webhook.decision.Arrival;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;

/**
 * What the recording rules would have made of a simulated application: rates of a minute
 * that end with the latest scrape, and gauges as old as that scrape and the broker's
 * answer before it.
 */
final class Recorder {

	/** What the latest scrapes are old, on average. */
	private static final int SCRAPE_DELAY = 7;

	/** Four samples of a minute are three intervals apart. */
	private static final int RATE_SECONDS = 45;

	/** The binder asks the broker now and then. */
	private static final int LAG_DELAY = SCRAPE_DELAY + 5;

	/** Until a new instance is among the targets and was scraped. */
	private static final int DISCOVERY_DELAY = 12;

	/** Handled and not committed yet, in seconds of what is handled. */
	private static final double UNCOMMITTED_SECONDS = 0.5;

	private static final int TREND_SECONDS = 120;

	private final Application application;

	private final Past handled = new Past(64);

	private final Past lags = new Past(TREND_SECONDS + LAG_DELAY + 1);

	private final Past ready = new Past(16);

	Recorder(Application application) {
		this.application = application;
	}

	/** One second of which everything is known. */
	void record(int now, Model model) {
		double served = model.handled() - this.handled.at(now - 1);
		this.handled.put(now, model.handled());
		this.lags.put(now, model.waiting() + (Double.isNaN(served) ? 0 : UNCOMMITTED_SECONDS * served));
		this.ready.put(now, model.ready());
	}

	/**
	 * One evaluation.
	 * @param now the second
	 * @param arrival what arrives
	 * @param model tells what the platform shows
	 * @return what the rules record
	 */
	Observation evaluate(int now, Arrival arrival, Model model) {
		double rate = (this.handled.at(now - SCRAPE_DELAY) - this.handled.at(now - SCRAPE_DELAY - RATE_SECONDS))
				/ RATE_SECONDS;
		Measurement input = measurement(rate);
		double reporting = Math.min(this.ready.at(now - DISCOVERY_DELAY), model.ready());
		double lag = this.lags.at(now - LAG_DELAY) - this.application.partitions();
		return new Observation(arrival, input, input, measurement(rate / this.application.perConsumer()),
				measurement(Math.max(0, lag)), measurement(lagTrend(now)), measurement(reporting),
				measurement(reporting * this.application.consumersPerInstance()), (this.application.partitions() > 0)
						? Measurement.of(this.application.partitions()) : Measurement.unknown("there are none"),
				null);
	}

	/** PromQL's {@code deriv} over two minutes. */
	private double lagTrend(int now) {
		double products = 0;
		double squares = 0;
		for (int age = 0; age <= TREND_SECONDS; age += MeasuredLoad.STEP) {
			double time = TREND_SECONDS / 2.0 - age;
			products += time * this.lags.at(now - LAG_DELAY - age);
			squares += time * time;
		}
		return products / squares;
	}

	private static Measurement measurement(double value) {
		return Double.isNaN(value) ? Measurement.unknown("it is not recorded yet") : Measurement.of(value);
	}

	/** Values of the last seconds; {@code NaN} for those in which there was none. */
	private static final class Past {

		private final double[] values;

		private final int[] seconds;

		Past(int length) {
			this.values = new double[length];
			this.seconds = new int[length];
			Arrays.fill(this.seconds, -1);
		}

		void put(int second, double value) {
			this.values[second % this.values.length] = value;
			this.seconds[second % this.values.length] = second;
		}

		double at(int second) {
			int place = Math.floorMod(second, this.values.length);
			return (second >= 0 && this.seconds[place] == second) ? this.values[place] : Double.NaN;
		}

	}

}
