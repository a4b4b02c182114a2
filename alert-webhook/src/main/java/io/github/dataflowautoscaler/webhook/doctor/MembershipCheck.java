package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.dataflow.ConditionalOnDataFlow;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowServer;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether instances can join and leave their consumer group as they come and go. Kafka
 * has properties that work with a fixed number of instances only.
 */
@Component
@Order(16)
@ConditionalOnDataFlow
class MembershipCheck implements Check {

	/**
	 * What a client of version 4 refuses together with the new protocol, as the broker
	 * decides it there.
	 */
	private static final List<String> OF_THE_CLASSIC_PROTOCOL = List.of("session.timeout.ms", "heartbeat.interval.ms",
			"partition.assignment.strategy");

	/** Placeholders that are known to differ from instance to instance. */
	private static final Pattern OF_THE_INSTANCE = Pattern
		.compile("(?i).*\\$\\{[^}]*(index|guid|random|host|pod|port|instance[._-]?id)[^}]*}.*");

	private final Streams streams;

	private final DataFlowServer dataFlow;

	MembershipCheck(Streams streams, DataFlowServer dataFlow) {
		this.streams = streams;
		this.dataFlow = dataFlow;
	}

	@Override
	public String name() {
		return "membership";
	}

	@Override
	public List<Finding> examine(List<StoredPolicy> policies) {
		return this.streams.current()
			.stream()
			.flatMap((snapshot) -> policies.stream().map(StoredPolicy::id).filter(snapshot::runs))
			.map((id) -> examine(id).about(id))
			.toList();
	}

	private Finding examine(ApplicationId id) {
		try {
			return judge(this.dataFlow.properties(id));
		}
		catch (PlatformException ex) {
			return Finding.warning(this, "Its deployment properties can't be read: " + ex.getMessage(),
					"See the check data-flow");
		}
	}

	/**
	 * Judges what an application was deployed with.
	 * @param properties its properties
	 * @return the finding
	 */
	Finding judge(Map<String, String> properties) {
		return Stream
			.of(protocol(properties),
					KafkaConsumerProperty.find(properties, "group.instance.id").map((id) -> member(id, properties)))
			.flatMap(Optional::stream)
			.findFirst()
			.orElseGet(() -> Finding.ok(this, "No property binds its instances to the consumer group"));
	}

	private Optional<Finding> protocol(Map<String, String> properties) {
		String refused = OF_THE_CLASSIC_PROTOCOL.stream()
			.flatMap((name) -> KafkaConsumerProperty.find(properties, name).stream())
			.map(KafkaConsumerProperty::name)
			.collect(Collectors.joining(" and "));
		return KafkaConsumerProperty.find(properties, "group.protocol")
			.filter((protocol) -> protocol.value().equalsIgnoreCase("consumer") && !refused.isEmpty())
			.map((protocol) -> Finding.failure(this,
					"A Kafka client of version 4 does not start: %s is incompatible with %s".formatted(protocol,
							refused),
					"Deploy it without %s, as the broker decides that, or without %s".formatted(refused,
							protocol.name())));
	}

	private Finding member(KafkaConsumerProperty id, Map<String, String> properties) {
		if (!id.value().contains("${")) {
			return Finding.failure(this,
					"All instances are the same static member, %s, so Kafka lets only one of them read".formatted(id),
					"Deploy it without %s, or with a value of each instance, such as one with ${spring.application.index}"
						.formatted(id.name()));
		}
		String session = KafkaConsumerProperty.find(properties, "session.timeout.ms")
			.map(KafkaConsumerProperty::toString)
			.orElse("session.timeout.ms, 45 s unless it is set");
		return Finding.warning(this,
				"Its instances are static members, %s: one that is removed stays in the group for %s, and nobody reads its partitions meanwhile"
					.formatted(id, session),
				"Deploy it without %s, or with a short session.timeout.ms%s"
					.formatted(id.name(), OF_THE_INSTANCE.matcher(id.value()).matches() ? ""
							: "; and see whether its value differs from instance to instance, or they fence each other"));
	}

}
