package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.StreamLink;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether as much arrives at an application as those before it send. Both are known
 * independently: one along the edges of the streams, the other by what the application
 * takes in and what its lag grows by.
 */
@Component
@Order(14)
@ConditionalOnDataFlow
class ArrivalCheck implements Check {

	/** Both at the same moments, of which half have to differ: a step is no finding. */
	private static final String MOST_OF_THE_TIME = "quantile_over_time(0.5,"
			+ " (%s - 1.25 * %s - 0.025 * autoscale:poll:messages{})[5m:15s]) > 0.1"
			+ " and count_over_time(autoscale:appended:rate1m{}[5m:15s]) > 10";

	/** As the rules tell: by a quarter, and by what polls make uncertain. */
	static final String MORE = MOST_OF_THE_TIME.formatted("autoscale:appended:rate1m{}", "autoscale:sent:rate1m{}");

	/** While the lag moves, what it grows by is not certain enough to accuse an edge. */
	static final String LESS = MOST_OF_THE_TIME.formatted("autoscale:sent:rate1m{}", "autoscale:appended:rate1m{}")
			+ " unless on (stream_name,application_name) autoscale:lag_moves:bool{}";

	private static final String BOTH = "autoscale:sent:rate1m{} and autoscale:appended:rate1m{}";

	private final Streams streams;

	private final PrometheusServer prometheus;

	ArrivalCheck(Streams streams, PrometheusServer prometheus) {
		this.streams = streams;
		this.prometheus = prometheus;
	}

	@Override
	public String name() {
		return "arrival";
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
			Comparison comparison = new Comparison(this.prometheus.query(MORE), this.prometheus.query(LESS),
					this.prometheus.query(BOTH));
			return deployed.stream()
				.flatMap((id) -> judge(id, upstream(id, snapshot.get()), comparison).stream()
					.map((finding) -> finding.about(id)))
				.toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "What arrives can't be compared: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private static String upstream(ApplicationId id, StreamsSnapshot snapshot) {
		return snapshot.links()
			.stream()
			.filter((link) -> link.application().equals(id))
			.map(StreamLink::upstream)
			.map(ApplicationId::toString)
			.collect(Collectors.joining(" and "));
	}

	/** Where only one of both is known, there is nothing to compare. */
	private Optional<Finding> judge(ApplicationId id, String upstream, Comparison comparison) {
		if (Comparison.has(comparison.more(), id)) {
			return Optional.of(Finding.warning(this,
					"More arrives than %s sends, and it is sized by that: there is a producer that no stream definition shows, or a destination was overridden"
						.formatted(upstream),
					"If that is intended, nothing; otherwise see what writes to its topics, and what spring.cloud.stream.bindings.*.destination says in its deployment"));
		}
		if (Comparison.has(comparison.less(), id)) {
			return Optional.of(Finding.warning(this,
					"Less arrives than %s sends, which keeps it from being scaled in: an edge leads nowhere"
						.formatted(upstream),
					"See what spring.cloud.stream.bindings.*.destination says in the deployment of %s; messages that fail here, or go to other destinations, look the same"
						.formatted(upstream)));
		}
		return Comparison.has(comparison.both(), id)
				? Optional.of(Finding.ok(this, "As much arrives as %s sends".formatted(upstream))) : Optional.empty();
	}

	/**
	 * What Prometheus says of all applications.
	 *
	 * @param more those at which more arrives
	 * @param less those at which less arrives
	 * @param both those of which both is known
	 */
	private record Comparison(List<Map<String, String>> more, List<Map<String, String>> less,
			List<Map<String, String>> both) {

		static boolean has(List<Map<String, String>> series, ApplicationId id) {
			return series.stream().anyMatch((labels) -> Labels.areOf(labels, id));
		}

	}

}
