package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The properties that an application was deployed with, found in any spelling that Spring
 * Boot takes for the same.
 *
 * @param byName the values by uniform name
 */
record DeployedProperties(Map<String, String> byName) {

	static DeployedProperties of(Map<String, String> properties) {
		return new DeployedProperties(properties.entrySet()
			.stream()
			.collect(Collectors.toMap((property) -> uniform(property.getKey()), Map.Entry::getValue,
					(first, second) -> second)));
	}

	/**
	 * Looks a property up.
	 * @param name its name in any spelling
	 * @return its value, empty if it is not set
	 */
	Optional<String> find(String name) {
		return Optional.ofNullable(this.byName.get(uniform(name))).map(String::trim).filter((text) -> !text.isEmpty());
	}

	boolean says(String name, boolean value) {
		return find(name).filter(String.valueOf(value)::equalsIgnoreCase).isPresent();
	}

	/**
	 * What all spellings of a name have in common: Boot ignores case, hyphens and
	 * underscores, and {@code [x]} is the element {@code x}.
	 * @param name the name
	 * @return lower-case letters, digits and dots
	 */
	static String uniform(String name) {
		return elements(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
	}

	/**
	 * The name with a dot in front of each element, as without brackets.
	 * @param name the name
	 * @return the same name
	 */
	static String elements(String name) {
		return name.replaceAll("\\.?\\[", ".").replace("]", "");
	}

}
