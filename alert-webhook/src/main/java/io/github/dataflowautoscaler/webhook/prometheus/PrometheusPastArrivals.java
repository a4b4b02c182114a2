package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.PastArrivals;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads what arrived in each minute of the past, in as many queries as that takes. A rate
 * over a minute tells of the minute before it.
 */
class PrometheusPastArrivals implements PastArrivals {

	/** Prometheus refuses to answer with more values of a series at once. */
	private static final int MOST_AT_ONCE = 11_000;

	private static final long MINUTE = 60;

	private final PrometheusClient client;

	private final Selector selector;

	/**
	 * Creates the reader.
	 * @param client asks Prometheus
	 * @param selector the installation
	 */
	PrometheusPastArrivals(PrometheusClient client, Selector selector) {
		this.client = client;
		this.selector = selector;
	}

	@Override
	public Optional<List<@Nullable Double>> minutes(ApplicationId id, Instant from, Instant to) {
		@Nullable Double[] rates = new Double[(int) Duration.between(from, to).toMinutes()];
		try {
			for (int first = 0; first < rates.length; first += MOST_AT_ONCE) {
				long begin = from.getEpochSecond() + (first + 1) * MINUTE;
				long end = from.getEpochSecond() + Math.min(rates.length, first + MOST_AT_ONCE) * MINUTE;
				read(id, begin, end).forEach((sample) -> note(sample, from, rates));
			}
			return Optional.of(Arrays.asList(rates));
		}
		catch (PrometheusException | NumberFormatException | IndexOutOfBoundsException ex) {
			// No answer, or none that is understood.
			return Optional.empty();
		}
	}

	private List<List<String>> read(ApplicationId id, long begin, long end) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("query", this.selector.in(Series.query(List.of(Series.ARRIVAL), id)));
		form.add("start", String.valueOf(begin));
		form.add("end", String.valueOf(end));
		form.add("step", String.valueOf(MINUTE));
		return PrometheusClient.data(this.client.ask((prometheus) -> prometheus.range(form)))
			.result()
			.stream()
			.findFirst()
			.map((row) -> row.values())
			.orElse(List.of());
	}

	/** A sample that is no number says as little as one that is missing. */
	private static void note(List<String> sample, Instant from, @Nullable Double[] rates) {
		int index = (int) (((long) Double.parseDouble(sample.get(0)) - from.getEpochSecond()) / MINUTE) - 1;
		if (index >= 0 && index < rates.length && !sample.get(1).endsWith("Inf") && !sample.get(1).equals("NaN")) {
			rates[index] = Double.valueOf(sample.get(1));
		}
	}

}
