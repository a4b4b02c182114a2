package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.StreamLink;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.doctor.KnownMeasures.Gap;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Which witness each measure of an application comes from. Every measure has several
 * witnesses, so an application that lacks one may still be measured, and what it lacks
 * shows nowhere else.
 */
@Component
@Order(13)
@ConditionalOnDataFlow
class MeasuresCheck implements Check {

	/** The rules take no rate of a client that polls more rarely. */
	private static final String RARE_POLLS = "max by (stream_name,application_name)"
			+ " (kafka_consumer_time_between_poll_avg{stream_name!=\"\"}) > 20000";

	private final Streams streams;

	private final Observations observations;

	private final PrometheusServer prometheus;

	MeasuresCheck(Streams streams, Observations observations, PrometheusServer prometheus) {
		this.streams = streams;
		this.observations = observations;
		this.prometheus = prometheus;
	}

	@Override
	public String name() {
		return "measures";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Optional<StreamsSnapshot> snapshot = this.streams.current();
		List<ApplicationId> deployed = policies.stream()
			.map(StoredPolicy::id)
			.filter((id) -> snapshot.filter((streams) -> streams.runs(id)).isPresent())
			.toList();
		if (snapshot.isEmpty() || deployed.isEmpty()) {
			return List.of();
		}
		try {
			List<Map<String, String>> exported = this.prometheus.query(Exports.QUERY);
			List<Map<String, String>> rare = this.prometheus.query(RARE_POLLS);
			Measured measured = this.observations.now();
			return deployed.stream()
				.map((id) -> judge(new KnownMeasures(measured.of(id), Exports.of(id, exported),
						rare.stream().anyMatch((labels) -> Labels.areOf(labels, id)),
						silent(id, snapshot.get(), measured)))
					.about(id))
				.toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "Measures can't be looked at: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private static List<ApplicationId> silent(ApplicationId id, StreamsSnapshot snapshot, Measured measured) {
		return snapshot.links()
			.stream()
			.filter((link) -> link.application().equals(id))
			.map(StreamLink::upstream)
			.filter((upstream) -> !measured.of(upstream).output().isKnown())
			.toList();
	}

	private Finding judge(KnownMeasures measures) {
		List<Gap> gaps = measures.gaps();
		String known = measures.known();
		if (gaps.isEmpty()) {
			return Finding.ok(this, StringUtils.capitalize(known));
		}
		String missing = gaps.stream().map(Gap::message).collect(Collectors.joining(", "));
		return Finding.warning(this, StringUtils.capitalize(missing) + (known.isEmpty() ? "" : "; known are " + known),
				gaps.stream().map(Gap::remedy).distinct().collect(Collectors.joining(". ")));
	}

}
