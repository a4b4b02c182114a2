package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where instances can't join and leave their consumer group.
 */
class DoctorOnMembershipTests extends DoctorSituations {

	private static final String BINDER = "--spring.cloud.stream.kafka.binder.consumer-properties.";

	private static final String BINDING = "--spring.cloud.stream.kafka.bindings.input.consumer.configuration.";

	private static final String NEW = BINDER + "group.protocol=consumer ";

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(protocol(), members()).flatMap((each) -> each);
	}

	private static Stream<Arguments> protocol() {
		return Stream.of(
				found("the new protocol alone is fine", (test) -> test.transform(NEW), "membership", "ok",
						"No property binds", ""),
				found("the new protocol with a session",
						(test) -> test.transform(NEW + BINDING + "session.timeout.ms=6000"), "membership", "failure",
						"group.protocol=consumer is incompatible with "
								+ "spring.cloud.stream.kafka.bindings.input.consumer.configuration.session.timeout.ms",
						"Deploy it without spring.cloud.stream.kafka.bindings.input"),
				found("the new protocol with all that it refuses",
						(test) -> test.transform(NEW.replace("=c", "=C")
								+ "--spring.kafka.properties.partition.assignment.strategy=range " + BINDER
								+ "heartbeat.interval.ms=1000"),
						"membership", "failure",
						"heartbeat.interval.ms and spring.kafka.properties.partition.assignment.strategy",
						"or without spring.cloud.stream.kafka.binder.consumer-properties.group.protocol"),
				found("a session with the classic protocol",
						(test) -> test
							.transform(NEW.replace("=consumer", "=classic") + BINDER + "session.timeout.ms=6000"),
						"membership", "ok", "No property binds", ""));
	}

	private static Stream<Arguments> members() {
		return Stream.of(
				found("all instances are one member", (test) -> test.transform(BINDER + "group.instance.id=transform"),
						"membership", "failure", "group.instance.id=transform, so Kafka lets only one of them read",
						"${spring.application.index}"),
				found("each instance is a member",
						(test) -> test.transform(BINDER + "group.instance.id='t-${spring.application.index}'"),
						"membership", "warning",
						"group.instance.id=t-${spring.application.index}: one that is removed stays in the group for session.timeout.ms, 45 s",
						"with a short session.timeout.ms"),
				found("the session is told",
						(test) -> test.transform(
								BINDER + "group.instance.id='${random.uuid}' " + BINDER + "session.timeout.ms=600000"),
						"membership", "warning", "session.timeout.ms=600000, and nobody reads its partitions meanwhile",
						"Deploy it without spring.cloud.stream.kafka.binder.consumer-properties.group.instance.id"),
				found("a placeholder may be the same everywhere",
						(test) -> test.transform(BINDER + "group.instance.id='${team.name}'"), "membership", "warning",
						"static members", "see whether its value differs from instance to instance"));
	}

}
