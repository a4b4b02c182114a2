package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A property of Kafka's consumer among those of an application. There are six places for
 * it, and each passes it on; where one is set in several, the most particular place wins.
 *
 * @param name the property as the application was given it, with its place
 * @param value its value
 */
record KafkaConsumerProperty(String name, String value) {

	/** A binder that is configured by name has an environment of its own. */
	private static final String NAMED_BINDER = "(spring\\.cloud\\.stream\\.binders\\.[^.]+\\.environment\\.)?";

	/** The most particular first, in uniform names. */
	private static final List<Pattern> PLACES = List.of(
			place("spring.cloud.stream.kafka.bindings.*.consumer.configuration"),
			place("spring.cloud.stream.kafka.default.consumer.configuration"),
			place("spring.cloud.stream.kafka.binder.consumerproperties"),
			place("spring.cloud.stream.kafka.binder.configuration"), place("spring.kafka.consumer.properties"),
			place("spring.kafka.properties"));

	private static Pattern place(String name) {
		return Pattern.compile(NAMED_BINDER + name.replace(".", "\\.").replace("*", "[^.]+"));
	}

	/**
	 * Finds a property. Boot has many spellings of a place, Kafka has one of its
	 * property.
	 * @param properties what the application was deployed with
	 * @param kafka the name that Kafka gives it, such as {@code group.instance.id}
	 * @return the property, empty if it is not set
	 */
	static Optional<KafkaConsumerProperty> find(Map<String, String> properties, String kafka) {
		return PLACES.stream()
			.flatMap((place) -> properties.entrySet()
				.stream()
				.filter((property) -> isAt(place, DeployedProperties.elements(property.getKey()), "." + kafka))
				.filter((property) -> !property.getValue().isBlank())
				.sorted(Map.Entry.comparingByKey())
				.map((property) -> new KafkaConsumerProperty(property.getKey(), property.getValue().trim())))
			.findFirst();
	}

	private static boolean isAt(Pattern place, String name, String ending) {
		return name.endsWith(ending)
				&& place.matcher(DeployedProperties.uniform(name.substring(0, name.length() - ending.length())))
					.matches();
	}

	@Override
	public String toString() {
		return this.name + "=" + this.value;
	}

}
