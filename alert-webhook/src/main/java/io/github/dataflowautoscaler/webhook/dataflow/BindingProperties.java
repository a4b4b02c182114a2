package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one application that configure its bindings, in the order in
 * which they are written: of several values the last one wins. Names count in all
 * spellings that Spring Boot's relaxed binding accepts.
 */
final class BindingProperties {

	/** The prefix {@code kafka.} or another binder's is for what only that one knows. */
	private static final Pattern OF_BINDING = property("(?:[^.]+\\.)?bindings\\.(?<name>[^.]+)\\.(?<rest>.+)");

	private static final Pattern OF_FUNCTION = property("function\\.bindings\\..+-(?<direction>in|out)-\\d+");

	private static final Pattern LIST = property("(?<direction>in|out)put[-_.]?bindings");

	/** The names that Data Flow gives, and those that functions give. */
	private static final Pattern CONVENTIONAL = ignoringCase("(?:in|out)put|.+-(?:in|out)-\\d+");

	private static final Pattern CONVENTIONAL_INPUT = ignoringCase("input|.+-in-\\d+");

	/** Spring Cloud Stream does not tell bindings apart by their case either. */
	private final Map<String, Binding> bindings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private static Pattern property(String name) {
		return ignoringCase("spring\\.cloud\\.stream\\." + name);
	}

	private static Pattern ignoringCase(String pattern) {
		return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Takes a property into account, if it is about bindings.
	 * @param property the property's name; one without a dot is that of an environment
	 * variable
	 * @param value its value
	 */
	void add(String property, String value) {
		String name = (property.indexOf('.') < 0) ? property.replace('_', '.') : property;
		Matcher ofBinding = OF_BINDING.matcher(name);
		Matcher ofFunction = OF_FUNCTION.matcher(name);
		Matcher list = LIST.matcher(name);
		if (ofBinding.matches()) {
			binding(ofBinding.group("name")).add(ofBinding.group("rest"), value);
		}
		else if (ofFunction.matches()) {
			name(value, ofFunction.group("direction"));
		}
		else if (list.matches()) {
			Arrays.stream(value.split(";")).forEach((each) -> name(each, list.group("direction")));
		}
	}

	private Binding binding(String name) {
		return this.bindings.computeIfAbsent(name, (key) -> new Binding());
	}

	private void name(String binding, String direction) {
		if (isKnown(binding.strip())) {
			binding(binding.strip()).directions
				.add(direction.equalsIgnoreCase("in") ? Direction.INPUT : Direction.OUTPUT);
		}
	}

	/** Only the application knows what a placeholder or an expression comes to. */
	private static boolean isKnown(String value) {
		return !value.isEmpty() && !value.contains("${") && !value.contains("#{");
	}

	/**
	 * Evaluates all properties together.
	 * @return the application's bindings
	 */
	Bindings bindings() {
		Set<String> inputs = new HashSet<>();
		Set<String> outputs = new HashSet<>();
		this.bindings.forEach((name, binding) -> {
			boolean conventional = CONVENTIONAL.matcher(name).matches();
			Direction direction = conventional ? direction(name) : binding.direction();
			if (direction == Direction.INPUT) {
				binding.addSources(inputs);
			}
			else if (direction == Direction.OUTPUT) {
				binding.addTarget(outputs);
			}
		});
		return new Bindings(inputs, outputs);
	}

	private static Direction direction(String conventional) {
		return CONVENTIONAL_INPUT.matcher(conventional).matches() ? Direction.INPUT : Direction.OUTPUT;
	}

	/** Which way messages go through a binding. */
	private enum Direction {

		INPUT, OUTPUT

	}

	/**
	 * What is known of one binding.
	 */
	private static final class Binding {

		private final Set<Direction> directions = EnumSet.noneOf(Direction.class);

		private String destination = "";

		private boolean pattern;

		private void add(String property, String value) {
			String name = property.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
			if (name.equals("destination")) {
				this.destination = value.strip();
			}
			else if (name.equals("group") || name.startsWith("consumer.")) {
				this.directions.add(Direction.INPUT);
			}
			else if (name.startsWith("producer.")) {
				this.directions.add(Direction.OUTPUT);
			}
			if (name.equals("consumer.destinationispattern")) {
				this.pattern = Boolean.parseBoolean(value.strip());
			}
		}

		/** Properties that contradict each other tell nothing. */
		private @Nullable Direction direction() {
			return (this.directions.size() == 1) ? this.directions.iterator().next() : null;
		}

		/** A consumer may read from several destinations. */
		private void addSources(Set<String> inputs) {
			if (!this.pattern) {
				Arrays.stream(this.destination.split(","))
					.map(String::strip)
					.filter(BindingProperties::isKnown)
					.forEach(inputs::add);
			}
		}

		private void addTarget(Set<String> outputs) {
			if (isKnown(this.destination)) {
				outputs.add(this.destination);
			}
		}

	}

}
