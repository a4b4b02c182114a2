package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.decision.Measurement;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.decision.Witness;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * The sources of the measures of an application, and what would provide those that are
 * missing.
 *
 * @param seen what was measured
 * @param exports what the application exports
 * @param rarelyPolls whether its Kafka clients poll too rarely for a rate
 * @param silent the applications before it whose output is unknown
 */
record KnownMeasures(Observation seen, Exports exports, boolean rarelyPolls, List<ApplicationId> silent) {

	/** A counter makes a rate with its second scrape. */
	private static final String SOON = "Wait for a minute after a start; then see the check rules, and whether scrape_interval is 15 s";

	private static final String POLLS = "Let it poll more often than every 20 s: lower spring.cloud.stream.kafka.binder.consumer-properties.max.poll.records";

	private static final String NAMES = "Call %s input or output by spring.cloud.stream.function.bindings.<name>, or let Kafka's client metrics through by management.metrics.enable.kafka=true";

	private static final String NOTHING = "Unless no message has come yet: export metrics by Micrometer, with neither management.metrics.enable.kafka=false"
			+ " nor management.metrics.enable.spring.integration=false; Kafka Streams needs a KafkaStreamsMicrometerListener";

	private static final String TIMERS = "Let Spring Kafka time its listeners, or use Kafka clients from 2.4 on; until then it is scaled out by steps, and never in";

	private static final String CONSUMERS = "Switch Kafka's client metrics on by management.metrics.enable.kafka=true";

	private static final String ONE_CONSUMER = "With RabbitMQ keep the concurrency at 1, or use the strategy step; with Kafka let its client metrics through by management.metrics.enable.kafka=true";

	private static final String LAG = "It is never scaled in: use Kafka's binder, and switch on its gauge spring_cloud_stream_binder_kafka_offset";

	private static final String STREAMS_LAG = "Kafka Streams does not report its group's lag, so it is never scaled in: scale it in by hand";

	private static final String OTHER_LAG = "Only Kafka's binder reports the lag; with another one it is sized without a lag";

	private static final String SENDERS = "Let %s count: an application that sends by StreamBridge names its bindings in spring.cloud.stream.output-bindings, or exports Kafka's client metrics";

	/**
	 * What is missing.
	 * @return the measures that are unknown or assumed, in a fixed order
	 */
	List<Gap> gaps() {
		return Stream.of(arrival(), input(), busy(), consumers(), lag()).flatMap(Optional::stream).toList();
	}

	/**
	 * What is known, and by whom.
	 * @return such as {@code input by its Kafka clients, consumers by …}, empty if
	 * nothing is
	 */
	String known() {
		return Stream
			.of(known("arrival", rate()), known("input", this.seen.input()), known("busy time", this.seen.busy()),
					known("consumers", this.seen.consumers()), known("lag", this.seen.lag()))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(", "));
	}

	/** The lag has no witness: only Kafka's binder tells. */
	private static Optional<String> known(String name, Measurement measurement) {
		Witness witness = measurement.witness();
		if (!measurement.isKnown() || witness == Witness.ASSUMPTION) {
			return Optional.empty();
		}
		return Optional.of((witness != null) ? name + " by " + witness.description() : name);
	}

	private Measurement rate() {
		return this.seen.arrival().rate().isKnown() ? this.seen.arrival().rate() : this.seen.arrival().recent();
	}

	private Optional<Gap> arrival() {
		return gap(rate(), "arrival is unknown",
				this.silent.isEmpty() ? "It is known once input and lag are" : SENDERS.formatted(names(this.silent)));
	}

	private Optional<Gap> input() {
		return gap(this.seen.input(), "input is unknown", counters());
	}

	private Optional<Gap> busy() {
		boolean untimed = this.seen.input().isKnown() && !this.exports.timeInput();
		return gap(this.seen.busy(), "busy time is unknown", untimed ? TIMERS : counters());
	}

	private String counters() {
		if (this.rarelyPolls) {
			return POLLS;
		}
		if (this.exports.countInput()) {
			return SOON;
		}
		List<String> others = this.exports.otherChannels();
		return others.isEmpty() ? NOTHING : NAMES.formatted(String.join(" and ", others));
	}

	private Optional<Gap> consumers() {
		if (this.seen.consumers().witness() == Witness.ASSUMPTION) {
			return Optional.of(new Gap("consumers are assumed, one an instance", ONE_CONSUMER));
		}
		return gap(this.seen.consumers(), "consumers are unknown",
				this.exports.areOfKafka() ? CONSUMERS : "See the check metrics");
	}

	private Optional<Gap> lag() {
		String remedy = this.exports.areOfKafkaStreams() ? STREAMS_LAG : this.exports.areOfKafka() ? LAG : OTHER_LAG;
		return gap(this.seen.lag(), "lag is unknown", this.exports.offset() ? SOON : remedy);
	}

	private static Optional<Gap> gap(Measurement measurement, String message, String remedy) {
		return measurement.isKnown() ? Optional.empty() : Optional.of(new Gap(message, remedy));
	}

	private static String names(List<ApplicationId> applications) {
		return applications.stream().map(ApplicationId::toString).collect(Collectors.joining(" and "));
	}

	/**
	 * A measure that is missing.
	 *
	 * @param message what is missing
	 * @param remedy the property or the change that brings it
	 */
	record Gap(String message, String remedy) {
	}

}
