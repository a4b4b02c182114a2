package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where measures are missing.
 */
class DoctorOnMeasuresTests extends DoctorSituations {

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(found("all is measured", (test) -> {
		}, "measures", "ok",
				"Arrival by what the upstream applications send, intake by the timers of Spring Kafka's listeners, "
						+ "busy time by the timers of Spring Kafka's listeners, threads by its Kafka clients, backlog",
				""),
				found("measures can't be looked at", (test) -> test.prometheus.close(), "measures", "warning",
						"Measures can't be looked at", "prometheus"),
				found("nothing is exported", (test) -> {
					test.prometheus.forget(SENT);
					test.prometheus.forget(OFFSET);
					test.unmeasured();
				}, "measures", "warning",
						"Intake is unknown, busy time is unknown, backlog is unknown; known are arrival by",
						"with neither management.metrics.enable.kafka=false nor"),
				found("polls are rare", (test) -> {
					test.prometheus.forget("autoscale:input:rate1m");
					test.prometheus.series("kafka_consumer_time_between_poll_avg", TRANSFORM, 25000);
				}, "measures", "warning", "Intake is unknown; known are", "max.poll.records"),
				found("threads are assumed", (test) -> test.measure("autoscale:consumers:witness", 6), "measures",
						"warning", "Threads are assumed, one an instance; known are", "RabbitMQ"),
				found("upstream applications are not counted", (test) -> {
					test.prometheus.forget("autoscale:arrival:rate1m");
					test.prometheus.forget("autoscale:arrival:rate30s");
				}, "measures", "warning", "Arrival is unknown; known are intake by", "Let scaletest/time count"));
	}

}
