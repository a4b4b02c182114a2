package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.dataflow.StreamLink;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.decision.HotPartition;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Whether there are enough partitions for the instances that a policy allows, and whether
 * messages are spread over them.
 */
@Component
@Order(17)
@ConditionalOnDataFlow
class PartitionsCheck implements Check {

	/** What counts messages that an instance handles, by whichever binding. */
	private static final List<String> COUNTERS = List.of("spring_kafka_listener_seconds_count{stream_name!=\"\"}",
			"spring_integration_send_seconds_count{type=\"channel\",name=~\"input|.+-in-[0-9]+\",stream_name!=\"\"}",
			"spring_integration_producer_seconds_count{spring_integration_name=~\"input|.+-in-[0-9]+\",stream_name!=\"\"}",
			"kafka_consumer_fetch_manager_records_consumed_total{stream_name!=\"\"}");

	/** Instances that handled something, over a time in which every one should have. */
	static final String WORKING = COUNTERS.stream()
		.map((counter) -> "rate(%s[5m]) > 0".formatted(counter))
		.collect(Collectors.joining(" or ", "group by (stream_name,application_name,instance) (", ")"));

	private final Streams streams;

	private final DataFlowServer dataFlow;

	private final Observations observations;

	private final PrometheusServer prometheus;

	PartitionsCheck(Streams streams, DataFlowServer dataFlow, Observations observations, PrometheusServer prometheus) {
		this.streams = streams;
		this.dataFlow = dataFlow;
		this.observations = observations;
		this.prometheus = prometheus;
	}

	@Override
	public String name() {
		return "partitions";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Optional<StreamsSnapshot> snapshot = this.streams.current();
		List<StoredPolicy> deployed = policies.stream()
			.filter((stored) -> snapshot.filter((streams) -> streams.runs(stored.id())).isPresent())
			.toList();
		if (snapshot.isEmpty() || deployed.isEmpty()) {
			return List.of();
		}
		try {
			List<Map<String, String>> working = this.prometheus.query(WORKING);
			Measured measured = this.observations.now();
			return deployed.stream().map((stored) -> {
				long busy = working.stream().filter((labels) -> Labels.areOf(labels, stored.id())).count();
				return pinned(stored, snapshot.get()).orElseGet(() -> judge(stored, measured.of(stored.id()), busy))
					.about(stored.id());
			}).toList();
		}
		catch (PrometheusException | PlatformException ex) {
			return List.of(Finding.warning(this, "Partitions can't be looked at: " + ex.getMessage(),
					"See the checks prometheus and data-flow"));
		}
	}

	/** Data Flow has taken the partition count for its own business. */
	private Optional<Finding> pinned(StoredPolicy stored, StreamsSnapshot snapshot) {
		return snapshot.links()
			.stream()
			.filter((link) -> link.application().equals(stored.id()))
			.map(StreamLink::upstream)
			.flatMap((upstream) -> pinned(upstream, stored.policy().mostInstances()).stream())
			.findFirst();
	}

	private Optional<Finding> pinned(ApplicationId upstream, int maxInstances) {
		Partitioning partitioning = Partitioning.of(this.dataFlow.properties(upstream));
		if (!partitioning.isOverwritten() || partitioning.count() >= maxInstances) {
			return Optional.empty();
		}
		return Optional.of(Finding.failure(this,
				"%s writes to %s partition(s) only, whatever was configured: Data Flow recognized partitionKeyExpression and set "
					.formatted(upstream, partitioning.count())
						+ "the partition count to the number of instances at the deployment",
				"Deploy it anew with app.%s.spring.cloud.stream.bindings.output.producer.partition-key-expression and "
					.formatted(upstream.application()) + "….partition-count, in this spelling"));
	}

	private Finding judge(StoredPolicy stored, Observation seen, long busy) {
		if (!seen.partitions().isKnown()) {
			return Finding.warning(this, "The number of partitions is unknown: " + seen.partitions().reason(),
					"See the check metrics; with another binder than Kafka's, maxInstances is the only limit");
		}
		long instances = Math.round(seen.instances().orElse(0));
		long partitions = Math.round(seen.partitions().value());
		if (busy == 1 && instances > 1 && partitions > 1) {
			return Finding.warning(this,
					"Only 1 of %s instances handled messages within the last 5 minutes".formatted(instances),
					"Unless the others were started just now: spread the messages, by a partition key of many values or by none");
		}
		double needed = stored.policy().mostInstances() * seen.consumersPerInstance();
		HotPartition hot = seen.hotPartition();
		if (hot != null && seen.helpfulInstances() < Math.min(stored.policy().mostInstances(), seen.mostInstances())) {
			return Finding.warning(this,
					"%s of what arrives; no number of instances above %s helps"
						.formatted(StringUtils.capitalize(hot.toString()), seen.helpfulInstances()),
					"Spread the messages: by a partition key of more values, or by none; where that can't be, lower maxInstances");
		}
		return (partitions < needed) ? Finding.warning(this,
				"%s partitions are too few for %s instances: the others would be idle".formatted(partitions,
						stored.policy().mostInstances()),
				"Let the topic have more partitions (minPartitionCount and autoAddPartitions), or lower maxInstances")
				: Finding.ok(this, "%s partitions are enough for %s instances".formatted(partitions,
						stored.policy().mostInstances()));
	}

}
