package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Matrix;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads what was measured of one application over a time.
 */
public class ObservationHistory {

	/** What a chart can show, and few enough for every Prometheus. */
	private static final int MOST_MOMENTS = 240;

	/** The rules are evaluated this often, so there is nothing in between. */
	private static final long FINEST_STEP = 15;

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(31);

	private static final String ALERTS = "max by (alertname) (max_over_time("
			+ "ALERTS{alertname!=\"\",alertstate=\"firing\",stream_name=\"%s\",application_name=\"%s\"}[%ss]))";

	private final PrometheusClient client;

	private final Selector selector;

	private final Clock clock;

	/**
	 * Creates the reader.
	 * @param client asks Prometheus
	 * @param selector the installation
	 * @param clock the system's, as Prometheus has times of its own
	 */
	ObservationHistory(PrometheusClient client, Selector selector, Clock clock) {
		this.client = client;
		this.selector = selector;
		this.clock = clock;
	}

	/**
	 * Reads the measurements of the time until now, at regular moments: every 15 seconds,
	 * or a multiple that makes at most 241 of them.
	 * @param id the application
	 * @param window how far to look back, a minute to 31 days
	 * @return the observations, oldest first; what is not known of a moment is unknown in
	 * its observation
	 * @throws IllegalArgumentException if the window is too short or too long
	 * @throws PrometheusException if Prometheus doesn't answer
	 */
	public Map<Instant, Observation> read(ApplicationId id, Duration window) {
		Moments moments = moments(window);
		Map<Long, Map<Series, Measurement>> measurements = new LinkedHashMap<>();
		moments.times().forEach((time) -> measurements.put(time, new EnumMap<>(Series.class)));
		query(Series.query(id), moments).result()
			.forEach((row) -> row.values()
				.forEach((sample) -> add(measurements, row.metric().getOrDefault("__name__", ""), sample)));
		Map<Instant, Observation> observations = new LinkedHashMap<>();
		measurements
			.forEach((time, each) -> observations.put(Instant.ofEpochSecond(time), Series.observation(each, null)));
		return observations;
	}

	/**
	 * Reads which alerts about an application fired, at the same moments.
	 * @param id the application
	 * @param window how far to look back, a minute to 31 days
	 * @return for each alert that fired, by its name: whether it fired at a moment or
	 * since the one before
	 * @throws IllegalArgumentException if the window is too short or too long
	 * @throws PrometheusException if Prometheus doesn't answer
	 */
	public Map<String, List<Boolean>> readAlerts(ApplicationId id, Duration window) {
		Moments moments = moments(window);
		Map<String, List<Boolean>> alerts = new TreeMap<>();
		query(ALERTS.formatted(id.stream(), id.application(), moments.step()), moments).result().forEach((row) -> {
			Set<Long> fired = row.values()
				.stream()
				.map((sample) -> (long) Double.parseDouble(sample.get(0)))
				.collect(Collectors.toSet());
			alerts.put(row.metric().getOrDefault("alertname", ""), moments.times().map(fired::contains).toList());
		});
		return alerts;
	}

	private Moments moments(Duration window) {
		if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("window is %s; it must be from %s to P31D".formatted(window, SHORTEST));
		}
		long step = step(window);
		// The same moments each time, so that a chart that is read again doesn't flicker.
		long end = this.clock.instant().getEpochSecond() / step * step;
		return new Moments(end - window.toSeconds() / step * step, end, step);
	}

	/** The finest multiple of the rules' interval that makes few enough moments. */
	private static long step(Duration window) {
		return FINEST_STEP * Math.max(1, (long) Math.ceil(window.toSeconds() / (double) (MOST_MOMENTS * FINEST_STEP)));
	}

	private Matrix query(String query, Moments moments) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("query", this.selector.in(query));
		form.add("start", String.valueOf(moments.begin()));
		form.add("end", String.valueOf(moments.end()));
		form.add("step", String.valueOf(moments.step()));
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.range(form)));
	}

	/** A sample that is no number says as little as one that is missing. */
	private static void add(Map<Long, Map<Series, Measurement>> measurements, String metric, List<String> sample) {
		try {
			Map<Series, Measurement> moment = measurements.get((long) Double.parseDouble(sample.get(0)));
			if (moment != null) {
				Series.add(moment, metric, Double.parseDouble(sample.get(1)));
			}
		}
		catch (NumberFormatException ex) {
			// +Inf or -Inf.
		}
	}

	private record Moments(long begin, long end, long step) {

		Stream<Long> times() {
			return LongStream.iterate(this.begin, (time) -> time <= this.end, (time) -> time + this.step).boxed();
		}

	}

}
