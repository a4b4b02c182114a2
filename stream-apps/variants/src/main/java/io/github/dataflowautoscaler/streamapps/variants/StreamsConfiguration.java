package io.github.dataflowautoscaler.streamapps.variants;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KStream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/**
 * A Kafka Streams application: Spring Integration has no part in it.
 */
@Configuration
@Profile("streams")
@EnableKafkaStreams
class StreamsConfiguration {

	@Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
	KafkaStreamsConfiguration kStreamsConfig(@Value("${spring.cloud.stream.kafka.binder.brokers}") String brokers,
			@Value("${spring.cloud.stream.bindings.input.group}") String group) {
		return new KafkaStreamsConfiguration(
				Map.of(StreamsConfig.APPLICATION_ID_CONFIG, group, StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
						StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class,
						StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class,
						StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/" + group));
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer metrics(MeterRegistry registry) {
		return (factory) -> factory.addListener(new KafkaStreamsMicrometerListener(registry));
	}

	@Bean
	KStream<byte[], byte[]> forward(StreamsBuilder builder, WorkProperties work,
			@Value("${spring.cloud.stream.bindings.input.destination}") String input,
			@Value("${spring.cloud.stream.bindings.output.destination}") String output) {
		KStream<byte[], byte[]> messages = builder.stream(input);
		messages.peek((key, value) -> work.on(1)).to(output);
		return messages;
	}

}
