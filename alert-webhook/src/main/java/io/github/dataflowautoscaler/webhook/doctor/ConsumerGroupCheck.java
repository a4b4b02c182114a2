package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusException;
import io.github.dataflowautoscaler.webhook.prometheus.PrometheusServer;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.scaling.Platform;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether the instances of each application share their messages as one consumer group,
 * and whether it is known what waits.
 */
@Component
@Order(15)
@ConditionalOnDataFlow
class ConsumerGroupCheck implements Check {

	private static final String LAG = "spring_cloud_stream_binder_kafka_offset{stream_name!=\"\"}";

	/** What Spring Cloud Stream makes up where no group is configured. */
	private static final String ANONYMOUS = "anonymous.";

	private final Platform platform;

	private final Observations observations;

	private final PrometheusServer prometheus;

	ConsumerGroupCheck(Platform platform, Observations observations, PrometheusServer prometheus) {
		this.platform = platform;
		this.observations = observations;
		this.prometheus = prometheus;
	}

	@Override
	public String name() {
		return "consumer-group";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		List<ApplicationId> deployed = policies.stream()
			.map(StoredPolicy::id)
			.filter((id) -> running.containsKey(id) && running.get(id).deployedInstances() > 0)
			.toList();
		if (deployed.isEmpty()) {
			return List.of();
		}
		try {
			List<Map<String, String>> series = this.prometheus.query(LAG);
			Measured measured = this.observations.now();
			return deployed.stream()
				.map((id) -> judge(series.stream().filter((labels) -> Labels.areOf(labels, id)).toList(),
						measured.of(id).lag())
					.about(id))
				.toList();
		}
		catch (PrometheusException ex) {
			return List.of(Finding.warning(this, "Consumer groups can't be looked at: " + ex.getMessage(),
					"See the check prometheus"));
		}
	}

	private Finding judge(List<Map<String, String>> series, Measurement lag) {
		Optional<Map<String, String>> anonymous = series.stream()
			.filter((labels) -> labels.getOrDefault("group", "").startsWith(ANONYMOUS))
			.findFirst();
		if (anonymous.isPresent()) {
			return Finding.failure(this, "It reads %s without a consumer group, so every instance gets every message"
				.formatted(anonymous.get().get("topic")), "Set spring.cloud.stream.bindings.input.group");
		}
		if (series.isEmpty() || !lag.isKnown()) {
			return Finding.warning(this,
					"How many messages wait is unknown: " + (series.isEmpty()
							? "the application does not export spring_cloud_stream_binder_kafka_offset" : lag.reason()),
					"See the checks metrics and rules; with another binder than Kafka's, it is sized without a lag");
		}
		Map<String, String> labels = series.get(0);
		return Finding.ok(this, "Group %s reads %s, and %s messages wait".formatted(labels.get("group"),
				labels.get("topic"), Math.round(lag.value())));
	}

}
