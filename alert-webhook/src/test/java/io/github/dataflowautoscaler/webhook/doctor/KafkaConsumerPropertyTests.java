package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaConsumerProperty}.
 */
class KafkaConsumerPropertyTests {

	private static final String NAME = "group.instance.id";

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.stream.kafka.binder.consumer-properties.group.instance.id",
			"spring.cloud.stream.kafka.binder.consumerProperties.group.instance.id",
			"spring.cloud.stream.kafka.binder.consumer_properties[group.instance.id]",
			"spring.cloud.stream.kafka.binder.consumerProperties.[group.instance.id]",
			"spring.cloud.stream.kafka.binder.configuration.group.instance.id",
			"spring.cloud.stream.kafka.bindings.input.consumer.configuration.group.instance.id",
			"spring.cloud.stream.kafka.bindings.process-in-0.consumer.configuration.group.instance.id",
			"spring.cloud.stream.kafka.default.consumer.configuration.group.instance.id",
			"spring.cloud.stream.binders.my-kafka.environment.spring.cloud.stream.kafka.binder.configuration.group.instance.id",
			"spring.kafka.consumer.properties.group.instance.id", "spring.kafka.properties.group.instance.id",
			"spring.kafka.properties[group.instance.id]" })
	void isFoundInEachPlaceAndSpelling(String name) {
		assertThat(KafkaConsumerProperty.find(Map.of("server.port", "80", name, " a "), NAME))
			.hasValue(new KafkaConsumerProperty(name, "a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.kafka.producer.properties.group.instance.id",
			"spring.cloud.stream.kafka.bindings.output.producer.configuration.group.instance.id",
			"spring.cloud.stream.kafka.binder.producer-properties.group.instance.id", "group.instance.id",
			"spring.cloud.stream.kafka.binder.configuration.my.group.instance.id",
			"spring.cloud.stream.kafka.binder.configuration.GROUP.INSTANCE.ID" })
	void somewhereElseItIsNoneOfTheConsumer(String name) {
		assertThat(KafkaConsumerProperty.find(Map.of(name, "a"), NAME)).isEmpty();
	}

	@Test
	void theMostParticularPlaceWins() {
		String binding = "spring.cloud.stream.kafka.bindings.input.consumer.configuration.group.instance.id";
		String binder = "spring.cloud.stream.kafka.binder.configuration.group.instance.id";
		assertThat(KafkaConsumerProperty
			.find(Map.of("spring.kafka.properties.group.instance.id", "c", binder, "b", binding, "a"), NAME))
			.hasValue(new KafkaConsumerProperty(binding, "a"));
		assertThat(KafkaConsumerProperty
			.find(Map.of("spring.kafka.properties.group.instance.id", "c", binder, "b", binding, " "), NAME))
			.hasValue(new KafkaConsumerProperty(binder, "b"));
	}

}
