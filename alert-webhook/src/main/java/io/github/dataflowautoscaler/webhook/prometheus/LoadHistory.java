package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Matrix;
import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads what arrived at one application over days, with a value for each evaluation of
 * the rules, in as many queries as that takes.
 */
public class LoadHistory {

	/** Prometheus refuses to answer with more values of a series at once. */
	private static final int MOST_AT_ONCE = 11_000;

	private static final List<Series> READ = List.of(Series.ARRIVAL, Series.RECENT_ARRIVAL, Series.INSTANCES,
			Series.LAG);

	private static final Map<String, Series> BY_METRIC = READ.stream()
		.collect(Collectors.toUnmodifiableMap(Series::metric, (series) -> series));

	private final PrometheusClient client;

	private final Selector selector;

	private final Clock clock;

	/**
	 * Creates the reader.
	 * @param client asks Prometheus
	 * @param selector the installation
	 * @param clock the system's, as Prometheus has times of its own
	 */
	LoadHistory(PrometheusClient client, Selector selector, Clock clock) {
		this.client = client;
		this.selector = selector;
		this.clock = clock;
	}

	/**
	 * Reads the time until now.
	 * @param id the application
	 * @param since how far to look back
	 * @return what was recorded
	 * @throws PrometheusException if Prometheus doesn't tell
	 */
	public Recording read(ApplicationId id, Duration since) {
		int steps = (int) (since.toSeconds() / MeasuredLoad.STEP);
		long end = this.clock.instant().getEpochSecond() / MeasuredLoad.STEP * MeasuredLoad.STEP;
		long begin = end - (long) steps * MeasuredLoad.STEP;
		Map<Series, double[]> values = new EnumMap<>(Series.class);
		READ.forEach((series) -> {
			double[] unknown = new double[steps];
			Arrays.fill(unknown, Double.NaN);
			values.put(series, unknown);
		});
		for (int first = 0; first < steps; first += MOST_AT_ONCE) {
			long from = begin + (first + 1L) * MeasuredLoad.STEP;
			long to = Math.min(end, from + (MOST_AT_ONCE - 1L) * MeasuredLoad.STEP);
			query(id, from, to).result()
				.forEach((row) -> add(values, begin, row.metric().getOrDefault("__name__", ""), row.values()));
		}
		return new Recording(new MeasuredLoad(Instant.ofEpochSecond(begin), of(values, Series.ARRIVAL),
				of(values, Series.RECENT_ARRIVAL)), of(values, Series.INSTANCES), of(values, Series.LAG));
	}

	private Matrix query(ApplicationId id, long from, long to) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("query", this.selector.in(Series.query(READ, id)));
		form.add("start", String.valueOf(from));
		form.add("end", String.valueOf(to));
		form.add("step", String.valueOf(MeasuredLoad.STEP));
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.range(form)));
	}

	/** A sample that is no number says as little as one that is missing. */
	private static void add(Map<Series, double[]> values, long begin, String metric, List<List<String>> samples) {
		Series series = BY_METRIC.get(metric);
		if (series == null) {
			return;
		}
		double[] each = of(values, series);
		for (List<String> sample : samples) {
			int step = (int) (((long) Double.parseDouble(sample.get(0)) - begin) / MeasuredLoad.STEP) - 1;
			if (step >= 0 && step < each.length && !sample.get(1).endsWith("Inf")) {
				each[step] = Double.parseDouble(sample.get(1));
			}
		}
	}

	private static double[] of(Map<Series, double[]> values, Series series) {
		return values.getOrDefault(series, new double[0]);
	}

}
