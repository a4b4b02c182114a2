package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Exports}, with the series of real applications.
 */
class ExportsTests {

	@Test
	void anApplicationOfKafkasBinder() {
		Exports exports = exports("spring_kafka_listener_seconds_count name=container-0",
				"spring_integration_send_seconds_count type=channel name=process-in-0",
				"spring_integration_send_seconds_count type=handler name=process",
				"kafka_consumer_fetch_manager_records_consumed_total client_id=c",
				"spring_cloud_stream_binder_kafka_offset");
		assertThat(exports.timeInput()).isTrue();
		assertThat(exports.areOfKafka()).isTrue();
		assertThat(exports.areOfKafkaStreams()).isFalse();
		assertThat(exports.otherChannels()).isEmpty();
	}

	@Test
	void anObservedApplicationOfRabbit() {
		Exports exports = exports("spring_integration_producer_seconds_count spring_integration_name=input");
		assertThat(exports.timeInput()).isTrue();
		assertThat(exports.areOfKafka()).isFalse();
	}

	@Test
	void anApplicationWithBindingsOfItsOwnNames() {
		Exports exports = exports("spring_integration_send_seconds_count type=channel name=drinks",
				"spring_integration_producer_seconds_count spring_integration_name=cups",
				"spring_integration_send_seconds_count type=channel name=nullChannel");
		assertThat(exports.countInput()).isFalse();
		assertThat(exports.otherChannels()).containsExactly("cups", "drinks");
	}

	@Test
	void anApplicationOfKafkaStreams() {
		Exports exports = exports(
				"kafka_consumer_fetch_manager_records_consumed_total client_id=count-1f2e-StreamThread-1-consumer");
		assertThat(exports.countInput()).isTrue();
		assertThat(exports.timeInput()).isFalse();
		assertThat(exports.areOfKafkaStreams()).isTrue();
	}

	@Test
	void whatAnotherApplicationExportsDoesNotCount() {
		Exports exports = Exports.of(new ApplicationId("s", "other"),
				List.of(labels("spring_kafka_listener_seconds_count name=container-0")));
		assertThat(exports.countInput()).isFalse();
	}

	private static Exports exports(String... series) {
		return Exports.of(new ApplicationId("s", "a"), Stream.of(series).map(ExportsTests::labels).toList());
	}

	private static Map<String, String> labels(String series) {
		return Stream.of(("__name__=" + series + " stream_name=s application_name=a").split(" "))
			.map((label) -> label.split("="))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));
	}

}
