package io.github.dataflowautoscaler.webhook.installation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The labels that the series and the alerts of one installation have in common.
 * {@code prometheus/generate-rules} writes the rules for it.
 *
 * @param labels the labels' names and values, in the order in which they were given; none
 * if there is one installation only
 */
public record Selector(Map<String, String> labels) {

	/** The property that has the selector. */
	public static final String PROPERTY = "autoscale.prometheus.selector";

	/** What can stand in PromQL, in YAML and in a template without being interpreted. */
	private static final Pattern PAIR = Pattern.compile("([a-zA-Z][a-zA-Z0-9_]*)=\"([a-zA-Z0-9._:/@-]+)\"");

	/** The same as in prometheus/selector.awk. */
	private static final Set<String> TAKEN = Set.of("alertname", "alertstate", "application_name", "instance", "job",
			"scale", "sender", "severity", "stream_name");

	public Selector {
		labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
	}

	/**
	 * Reads a selector.
	 * @param text pairs of a label and a value, such as {@code namespace="prod"}, with
	 * commas between them
	 * @return the selector, one without labels if there is no text
	 * @throws IllegalArgumentException if the text is something else
	 */
	public static Selector parse(@Nullable String text) {
		Map<String, String> labels = new LinkedHashMap<>();
		if (text != null && !text.isBlank()) {
			for (String pair : text.split(", *", -1)) {
				Matcher matcher = PAIR.matcher(pair);
				if (!matcher.matches()) {
					throw new IllegalArgumentException(
							"%s is '%s'; it must be label=\"value\" pairs such as namespace=\"prod\", separated by commas"
								.formatted(PROPERTY, text));
				}
				String name = matcher.group(1);
				if (TAKEN.contains(name) || labels.put(name, matcher.group(2)) != null) {
					throw new IllegalArgumentException(
							"%s is '%s'; the label %s can't be in it, because it has a meaning of its own or is there twice"
								.formatted(PROPERTY, text, name));
				}
			}
		}
		return new Selector(labels);
	}

	public boolean isEmpty() {
		return this.labels.isEmpty();
	}

	/**
	 * Limits an expression to the installation's series.
	 * @param expression an expression in which every vector selector has braces, even if
	 * they are empty, and nothing else has braces
	 * @return the expression with the matchers in each
	 */
	public String in(String expression) {
		return isEmpty() ? expression : expression.replace("{", "{" + this + ",");
	}

	/**
	 * Tells why something belongs to another installation.
	 * @param labelled looks up a label's value, which is empty if there is none
	 * @return the reason, empty if it belongs to this one
	 */
	public Optional<String> mismatch(UnaryOperator<String> labelled) {
		return this.labels.entrySet()
			.stream()
			.filter((label) -> !label.getValue().equals(labelled.apply(label.getKey())))
			.map((label) -> {
				String other = labelled.apply(label.getKey());
				return other.isEmpty()
						? "the label %s is missing, not \"%s\"".formatted(label.getKey(), label.getValue())
						: "the label %s is \"%s\", not \"%s\"".formatted(label.getKey(), other, label.getValue());
			})
			.findFirst();
	}

	/** As in PromQL, and as it is written in the property. */
	@Override
	public String toString() {
		return this.labels.entrySet()
			.stream()
			.map((label) -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
			.collect(Collectors.joining(","));
	}

}
