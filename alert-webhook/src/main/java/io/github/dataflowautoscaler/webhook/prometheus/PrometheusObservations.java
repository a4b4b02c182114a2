package io.github.dataflowautoscaler.webhook.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusApi.Answer;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads the recording rules of all applications with one query, and keeps the answer for
 * a few seconds, because alerts of many applications come together.
 */
class PrometheusObservations implements Observations {

	private static final Logger logger = LoggerFactory.getLogger(PrometheusObservations.class);

	private static final Duration KEPT = Duration.ofSeconds(5);

	private final PrometheusClient client;

	private final MultiValueMap<String, String> query;

	private final SteadyClock clock;

	private Measured latest = new Measured(Map.of(), "nothing was read yet", null);

	private Instant readAt = Instant.EPOCH;

	private @Nullable Instant unreadSince;

	/**
	 * Creates the reader.
	 * @param client asks Prometheus
	 * @param selector the installation
	 * @param clock tells how old the kept answer is
	 */
	PrometheusObservations(PrometheusClient client, Selector selector, SteadyClock clock) {
		this.client = client;
		this.query = new LinkedMultiValueMap<>(Map.of("query", List.of(selector.in(Series.query()))));
		this.clock = clock;
	}

	@Override
	public synchronized Measured now() {
		if (Duration.between(this.readAt, this.clock.instant()).abs().compareTo(KEPT) > 0) {
			this.latest = read();
			// From its end on: if reading takes long, all who waited for it share it.
			this.readAt = this.clock.instant();
		}
		return this.latest;
	}

	private Measured read() {
		if (!this.client.isConfigured()) {
			return new Measured(Map.of(), PrometheusClient.NOT_SET, null);
		}
		try {
			return understand(this.client.ask((prometheus) -> prometheus.query(this.query)));
		}
		catch (PrometheusException ex) {
			if (this.unreadSince == null) {
				logger.warn("{}: {}", ex.getMessage(), ex.remedy());
			}
			return unread(ex.getMessage());
		}
	}

	private Measured understand(Answer answer) {
		if (!"success".equals(answer.status()) || answer.data() == null || answer.data().result() == null) {
			return unread("Prometheus answered without a result");
		}
		if (answer.warnings() != null && !answer.warnings().isEmpty()) {
			return unread("Prometheus gave a partial answer: " + answer.warnings().get(0));
		}
		this.unreadSince = null;
		return new Measured(Series.observations(answer.data().result()), "Prometheus has no recent value", null);
	}

	private Measured unread(String why) {
		this.unreadSince = (this.unreadSince != null) ? this.unreadSince : this.clock.instant();
		return new Measured(Map.of(), why, this.unreadSince);
	}

}
