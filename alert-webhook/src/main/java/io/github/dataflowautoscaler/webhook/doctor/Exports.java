package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What an application exports that could be the source of a measure, whether or not the
 * rules use it.
 *
 * @param listeners whether Spring Kafka times its listeners
 * @param channels the channels that messages pass, by name
 * @param clients the Kafka clients that consume, by their identifiers
 * @param offset whether Kafka's binder exports the lag
 */
record Exports(boolean listeners, Set<String> channels, Set<String> clients, boolean offset) {

	private static final String LISTENER = "spring_kafka_listener_seconds_count";

	private static final String CHANNEL = "spring_integration_send_seconds_count";

	private static final String OBSERVED_CHANNEL = "spring_integration_producer_seconds_count";

	private static final String CLIENT = "kafka_consumer_fetch_manager_records_consumed_total";

	private static final String OFFSET = "spring_cloud_stream_binder_kafka_offset";

	/** One series of each that differs in what is looked at here. */
	static final String QUERY = "group by (__name__,stream_name,application_name,type,name,spring_integration_name,client_id)"
			+ " ({__name__=~\"%s\",stream_name!=\"\"})"
				.formatted(String.join("|", LISTENER, CHANNEL, OBSERVED_CHANNEL, CLIENT, OFFSET));

	/** What the rules know as an input or as an output. */
	private static final Predicate<String> INPUT = Pattern.compile("input|.+-in-\\d+").asMatchPredicate();

	private static final Predicate<String> OUTPUT = Pattern.compile("output|.+-out-\\d+").asMatchPredicate();

	/** Spring Integration has channels of its own, which are no bindings. */
	private static final Predicate<String> INNER = Pattern.compile("nullChannel|errorChannel|.*[.#].*")
		.asMatchPredicate();

	/** Kafka Streams names its clients so. */
	private static final String STREAM_THREAD = "-StreamThread-";

	/**
	 * Collects what belongs to an application.
	 * @param id the application
	 * @param series the series of all applications
	 * @return what the application exports
	 */
	static Exports of(ApplicationId id, List<Map<String, String>> series) {
		List<Map<String, String>> own = series.stream().filter((labels) -> Labels.areOf(labels, id)).toList();
		Stream<String> channels = Stream.concat(
				values(own, CHANNEL, "name", (labels) -> "channel".equals(labels.get("type"))),
				values(own, OBSERVED_CHANNEL, "spring_integration_name", (labels) -> true));
		return new Exports(named(own, LISTENER).findAny().isPresent(), channels.collect(Collectors.toSet()),
				values(own, CLIENT, "client_id", (labels) -> true).collect(Collectors.toSet()),
				named(own, OFFSET).findAny().isPresent());
	}

	private static Stream<Map<String, String>> named(List<Map<String, String>> series, String name) {
		return series.stream().filter((labels) -> name.equals(labels.get("__name__")));
	}

	private static Stream<String> values(List<Map<String, String>> series, String name, String label,
			Predicate<Map<String, String>> filter) {
		return named(series, name).filter(filter).map((labels) -> labels.getOrDefault(label, ""));
	}

	/**
	 * Tells whether anything counts what the application takes in.
	 * @return whether that is so
	 */
	boolean countInput() {
		return timeInput() || !this.clients.isEmpty();
	}

	boolean timeInput() {
		return this.listeners || this.channels.stream().anyMatch(INPUT);
	}

	boolean areOfKafka() {
		return this.offset || this.listeners || !this.clients.isEmpty();
	}

	boolean areOfKafkaStreams() {
		return this.clients.stream().anyMatch((client) -> client.contains(STREAM_THREAD));
	}

	/**
	 * Channels that may be bindings, although their names don't show it.
	 * @return the names, sorted
	 */
	List<String> otherChannels() {
		return this.channels.stream().filter(INPUT.or(OUTPUT).or(INNER).negate()).sorted().toList();
	}

}
