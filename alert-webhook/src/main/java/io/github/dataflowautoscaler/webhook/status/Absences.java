package io.github.dataflowautoscaler.webhook.status;

import java.util.ArrayList;
import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.scaling.Platform;

import org.springframework.stereotype.Component;

/**
 * Finds the servers that do not answer, as they were asked a few seconds ago.
 */
@Component
public class Absences {

	private final Platform platform;

	private final Streams streams;

	private final Observations observations;

	private final PrometheusServer prometheus;

	Absences(Platform platform, Streams streams, Observations observations, PrometheusServer prometheus) {
		this.platform = platform;
		this.streams = streams;
		this.observations = observations;
		this.prometheus = prometheus;
	}

	/**
	 * Says what is missing.
	 * @return what does not answer, or is not there
	 */
	public List<Absence> find() {
		List<Absence> absences = new ArrayList<>();
		if (!areStreamsKnown()) {
			String instances = this.streams.current().isPresent() ? "The numbers of instances are from that time."
					: "The numbers of instances are not known.";
			absences.add(new Absence(this.platform.name() + " does not answer",
					this.streams.latest().map(StreamsSnapshot::at).orElse(null),
					instances + " Alerts are kept, and nothing is scaled until it answers."));
		}
		Measured measured = this.observations.now();
		if (!this.prometheus.isConfigured()) {
			absences.add(new Absence("No Prometheus is configured", null,
					"Nothing is measured, so the strategy rate scales step by step."));
		}
		else if (measured.unreadSince() != null) {
			absences.add(new Absence(measured.missing(), measured.unreadSince(),
					"Nothing is measured. It sends no alerts; alerts from elsewhere only scale out, step by step."));
		}
		return absences;
	}

	/**
	 * Tells whether an application that Data Flow does not show does not exist.
	 * @return whether the streams were read lately
	 */
	public boolean areStreamsKnown() {
		return this.streams.failure().isEmpty() && this.streams.current().isPresent();
	}

}
