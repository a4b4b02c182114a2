package io.github.dataflowautoscaler.webhook;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What the doctor finds where measures are missing, or don't agree.
 */
class DoctorOnMeasuresTests extends DoctorSituations {

	/** Contained in the expression that compares, and in no other one. */
	private static final String MORE = "(autoscale:appended:rate1m{} - ";

	private static final String LESS = "(autoscale:sent:rate1m{} - ";

	static Stream<Arguments> whatIsWrongIsFound() {
		return Stream.of(measures(), arrival()).flatMap((each) -> each);
	}

	private static Stream<Arguments> arrival() {
		return Stream.of(found("as much arrives as is sent", (test) -> {
		}, "arrival", "ok", "As much arrives as scaletest/time sends", ""),
				found("more arrives than is sent", (test) -> test.measure(MORE, 1), "arrival", "warning",
						"More arrives than scaletest/time sends, and it is sized by that",
						"spring.cloud.stream.bindings.*.destination"),
				found("less arrives than is sent", (test) -> test.measure(LESS, 1), "arrival", "warning",
						"Less arrives than scaletest/time sends, which keeps it from being scaled in",
						"in the deployment of scaletest/time"),
				found("what arrives can't be compared", (test) -> test.prometheus.close(), "arrival", "warning",
						"What arrives can't be compared", "prometheus"));
	}

	private static Stream<Arguments> measures() {
		return Stream.of(found("all is measured", (test) -> {
		}, "measures", "ok",
				"Arrival by what the upstream applications send, input by the timers of Spring Kafka's listeners, "
						+ "busy time by the timers of Spring Kafka's listeners, consumers by its Kafka clients, lag",
				""),
				found("measures can't be looked at", (test) -> test.prometheus.close(), "measures", "warning",
						"Measures can't be looked at", "prometheus"),
				found("nothing is exported", (test) -> {
					test.prometheus.forget(SENT);
					test.prometheus.forget(OFFSET);
					test.unmeasured();
				}, "measures", "warning",
						"Input is unknown, busy time is unknown, lag is unknown; known are arrival by",
						"with neither management.metrics.enable.kafka=false nor"),
				found("polls are rare", (test) -> {
					test.prometheus.forget("autoscale:input:rate1m");
					test.prometheus.series("kafka_consumer_time_between_poll_avg", TRANSFORM, 25000);
				}, "measures", "warning", "Input is unknown; known are", "max.poll.records"),
				found("consumers are assumed", (test) -> test.measure("autoscale:consumers:witness", 6), "measures",
						"warning", "Consumers are assumed, one an instance; known are", "RabbitMQ"),
				found("upstream applications are not counted", (test) -> {
					test.prometheus.forget("autoscale:arrival:rate1m");
					test.prometheus.forget("autoscale:arrival:rate30s");
				}, "measures", "warning", "Arrival is unknown; known are input by", "Let scaletest/time count"));
	}

}
