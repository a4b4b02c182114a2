package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.dataflow.core.dsl.AppNode;
import org.springframework.cloud.dataflow.core.dsl.ArgumentNode;
import org.springframework.cloud.dataflow.core.dsl.StreamNode;
import org.springframework.cloud.dataflow.core.dsl.StreamParser;

/**
 * The shape of a stream, read from its definition by Data Flow's own parser.
 *
 * @param stream the stream's name
 * @param applications the applications from source to sink, by label or else by name
 * @param source the destination that the first application reads from, {@code null} if it
 * makes messages itself; {@code stream.application} is a tap
 * @param sink the destination that the last application writes to, {@code null} if there
 * is none
 * @param piped whether the applications follow each other; those of an {@code a || b}
 * stream don't
 */
record StreamShape(String stream, List<String> applications, @Nullable String source, @Nullable String sink,
		boolean piped) {

	private static final String AUTO_REBALANCE = ".consumer.autorebalanceenabled";

	/**
	 * Reads a definition.
	 * @param stream the stream's name
	 * @param dsl the definition
	 * @return the shape, empty if Data Flow's parser doesn't understand the definition,
	 * or if a name in it is none that a policy could be for, such as one with an umlaut:
	 * that parser lets it pass
	 */
	static Optional<StreamShape> parse(String stream, String dsl) {
		return node(stream, dsl).map((node) -> of(stream, node)).filter(StreamShape::hasNamesOfPolicies);
	}

	/**
	 * The parser objects with an exception of its own to most of what it doesn't
	 * understand, but not to all: an open quote at the end is an index out of bounds. One
	 * definition must not hide the others.
	 */
	private static Optional<StreamNode> node(String stream, String dsl) {
		try {
			return Optional.of(new StreamParser(stream, dsl).parse());
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	private static StreamShape of(String stream, StreamNode node) {
		List<AppNode> apps = node.getAppNodes();
		return new StreamShape(stream, apps.stream().map(StreamShape::name).toList(),
				(node.getSourceDestinationNode() != null) ? node.getSourceDestinationNode().getDestinationName() : null,
				(node.getSinkDestinationNode() != null) ? node.getSinkDestinationNode().getDestinationName() : null,
				apps.stream().noneMatch(AppNode::isUnboundStreamApp));
	}

	private boolean hasNamesOfPolicies() {
		return Stream.concat(Stream.of(this.stream), this.applications.stream()).allMatch(ApplicationId::isName);
	}

	/**
	 * Reads an application's properties from a definition.
	 * @param id the application
	 * @param dsl the definition
	 * @return its properties, empty if it has none or if the definition is not understood
	 */
	static Map<String, String> properties(ApplicationId id, String dsl) {
		return node(id.stream(), dsl).stream()
			.flatMap((node) -> node.getAppNodes().stream())
			.filter((app) -> name(app).equals(id.application()))
			.flatMap((app) -> Stream.of(app.getArguments()))
			.collect(Collectors.toMap(ArgumentNode::getName, ArgumentNode::getValue, (first, second) -> second));
	}

	/**
	 * Tells whether an application's instances share the partitions out by their index,
	 * as Kafka's consumer groups would do it anew for every instance.
	 * @param id the application
	 * @param dsl the definition with all properties
	 * @return whether Kafka is told not to
	 */
	static boolean isPinned(ApplicationId id, String dsl) {
		return properties(id, dsl).entrySet()
			.stream()
			.anyMatch((property) -> property.getKey().replace("-", "").toLowerCase(Locale.ROOT).endsWith(AUTO_REBALANCE)
					&& property.getValue().equalsIgnoreCase("false"));
	}

	private static String name(AppNode app) {
		return (app.getLabelName() != null) ? app.getLabelName() : app.getName();
	}

	/**
	 * Tells whether an application makes its messages itself.
	 * @param application an application of this stream
	 * @return whether it has no input
	 */
	boolean isSource(String application) {
		return this.piped && this.source == null && this.applications.get(0).equals(application);
	}

	/**
	 * The destinations that applications of this stream write to. That of an inner
	 * application is named {@code stream.application}, which is what a tap refers to.
	 * @return the application that writes to each
	 */
	Map<String, String> producers() {
		Map<String, String> producers = new HashMap<>();
		if (!this.piped || this.applications.isEmpty()) {
			return producers;
		}
		int last = this.applications.size() - 1;
		this.applications.subList(0, last).forEach((app) -> producers.put(this.stream + "." + app, app));
		if (this.sink != null) {
			producers.put(this.sink, this.applications.get(last));
		}
		return producers;
	}

}
