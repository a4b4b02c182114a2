package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Matrix;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads what was measured of one application over some time, for those who look at it.
 */
public class ObservationHistory {

	/** What a chart can show, and few enough for every Prometheus. */
	private static final int MOST_MOMENTS = 240;

	/** The rules are evaluated this often, so there is nothing in between. */
	private static final long FINEST_STEP = 15;

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(31);

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
	 * @throws PrometheusException if Prometheus doesn't tell
	 */
	public Map<Instant, Observation> read(ApplicationId id, Duration window) {
		if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("window is %s; %s to P31D".formatted(window, SHORTEST));
		}
		long step = step(window);
		// The same moments each time, so that a chart that is read again doesn't flicker.
		long end = this.clock.instant().getEpochSecond() / step * step;
		long begin = end - window.toSeconds() / step * step;
		Map<Long, Map<Series, Measurement>> measurements = new LinkedHashMap<>();
		LongStream.iterate(begin, (time) -> time <= end, (time) -> time + step)
			.forEach((time) -> measurements.put(time, new EnumMap<>(Series.class)));
		query(id, begin, end, step).result()
			.forEach((row) -> row.values()
				.forEach((sample) -> add(measurements, row.metric().getOrDefault("__name__", ""), sample)));
		Map<Instant, Observation> observations = new LinkedHashMap<>();
		measurements.forEach((time, each) -> observations.put(Instant.ofEpochSecond(time), Series.observation(each)));
		return observations;
	}

	/** The finest multiple of the rules' interval that makes few enough moments. */
	private static long step(Duration window) {
		return FINEST_STEP * Math.max(1, (long) Math.ceil(window.toSeconds() / (double) (MOST_MOMENTS * FINEST_STEP)));
	}

	private Matrix query(ApplicationId id, long begin, long end, long step) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("query", this.selector.in(Series.query(id)));
		form.add("start", String.valueOf(begin));
		form.add("end", String.valueOf(end));
		form.add("step", String.valueOf(step));
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

}
