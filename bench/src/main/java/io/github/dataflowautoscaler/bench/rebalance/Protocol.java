package io.github.dataflowautoscaler.bench.rebalance;

import java.util.Locale;
import java.util.Map;

/**
 * How a consumer group agrees on who reads what.
 */
enum Protocol {

	/**
	 * Kafka's default, and Spring Cloud Stream's: everybody gives up everything first.
	 */
	EAGER(Map.of()),

	/** Only those partitions are given up that move. */
	COOPERATIVE(Map.of("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor")),

	/** The broker assigns, KIP-848. It takes a broker 4.0 or later. */
	CONSUMER(Map.of("group.protocol", "consumer"));

	private final Map<String, Object> properties;

	Protocol(Map<String, Object> properties) {
		this.properties = properties;
	}

	/**
	 * The properties of a consumer that differ from Kafka's defaults.
	 * @return values by name
	 */
	Map<String, Object> properties() {
		return this.properties;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
