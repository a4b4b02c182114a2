package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Matrix.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads what arrived at many applications in the last hour, with one query for all of
 * them. The answer is kept for a minute, until there can be another one.
 */
public class ArrivalHistory {

	private static final long STEP = 60;

	private static final int MOMENTS = (int) (Duration.ofHours(1).toSeconds() / STEP) + 1;

	private final PrometheusClient client;

	private final Selector selector;

	private final Clock clock;

	private Answer latest = new Answer(Set.of(), 0, Map.of());

	/**
	 * Creates the reader.
	 * @param client asks Prometheus
	 * @param selector the installation
	 * @param clock the system's, as Prometheus has times of its own
	 */
	ArrivalHistory(PrometheusClient client, Selector selector, Clock clock) {
		this.client = client;
		this.selector = selector;
		this.clock = clock;
	}

	/**
	 * Reads the last hour.
	 * @param ids the applications
	 * @return messages per second at 61 moments, a minute apart, oldest first, for each
	 * application of which something is known; {@code null} where it is unknown. Empty if
	 * Prometheus does not answer
	 */
	public synchronized Map<ApplicationId, List<@Nullable Double>> read(Collection<ApplicationId> ids) {
		Set<ApplicationId> asked = Set.copyOf(ids);
		long end = this.clock.instant().getEpochSecond() / STEP * STEP;
		if (!this.latest.isFor(asked, end)) {
			this.latest = new Answer(asked, end, asked.isEmpty() ? Map.of() : ask(asked, end));
		}
		return this.latest.arrivals();
	}

	private Map<ApplicationId, List<@Nullable Double>> ask(Set<ApplicationId> ids, long end) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("query",
				this.selector.in("last_over_time(%s{stream_name=~\"%s\",application_name=~\"%s\"}[45s])".formatted(
						Series.ARRIVAL.metric(), any(ids, ApplicationId::stream),
						any(ids, ApplicationId::application))));
		form.add("start", String.valueOf(end - (MOMENTS - 1) * STEP));
		form.add("end", String.valueOf(end));
		form.add("step", String.valueOf(STEP));
		try {
			Map<ApplicationId, List<@Nullable Double>> arrivals = new HashMap<>();
			PrometheusClient.data(this.client.ask((prometheus) -> prometheus.range(form)))
				.result()
				.forEach((row) -> application(row, ids).forEach((id) -> arrivals.put(id, values(row, end))));
			return arrivals;
		}
		catch (PrometheusException ex) {
			return Map.of();
		}
	}

	/** Of all characters in names only the dollar means something. */
	private static String any(Set<ApplicationId> ids, Function<ApplicationId, String> name) {
		return ids.stream().map(name).distinct().sorted().collect(Collectors.joining("|")).replace("$", "[$]");
	}

	private static List<ApplicationId> application(Row row, Set<ApplicationId> ids) {
		String stream = row.metric().getOrDefault("stream_name", "");
		String application = row.metric().getOrDefault("application_name", "");
		return ids.stream().filter((id) -> id.stream().equals(stream) && id.application().equals(application)).toList();
	}

	private static List<@Nullable Double> values(Row row, long end) {
		@Nullable Double[] values = new Double[MOMENTS];
		for (List<String> sample : row.values()) {
			int moment = MOMENTS - 1 - (int) ((end - (long) Double.parseDouble(sample.get(0))) / STEP);
			Double value = number(sample.get(1));
			if (moment >= 0 && moment < MOMENTS && value != null) {
				values[moment] = value;
			}
		}
		return Arrays.asList(values);
	}

	private static @Nullable Double number(String text) {
		try {
			double value = Double.parseDouble(text);
			return Double.isFinite(value) ? value : null;
		}
		catch (NumberFormatException ex) {
			// +Inf or -Inf.
			return null;
		}
	}

	private record Answer(Set<ApplicationId> ids, long end, Map<ApplicationId, List<@Nullable Double>> arrivals) {

		boolean isFor(Set<ApplicationId> asked, long moment) {
			return this.end == moment && this.ids.equals(asked);
		}

	}

}
