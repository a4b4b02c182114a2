package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * @param bindings what each application reads and writes, from source to sink, by label
 * or else by name
 * @param ports the port at which each application exports its metrics, unless the
 * platform says otherwise, if it is known
 * @param source the application that makes messages itself, {@code null} if there is none
 * or if the applications, those of an {@code a || b} stream, don't follow each other
 */
public record StreamShape(String stream, Map<String, Bindings> bindings, Map<String, Integer> ports,
		@Nullable String source) {

	private static final String AUTO_REBALANCE = ".consumer.autorebalanceenabled";

	private static final String INPUT = "spring.cloud.stream.bindings.input.destination";

	private static final String OUTPUT = "spring.cloud.stream.bindings.output.destination";

	public StreamShape {
		bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
		ports = Map.copyOf(ports);
	}

	/**
	 * Reads a definition.
	 * @param stream the stream's name
	 * @param dsl the definition
	 * @return the shape, empty if Data Flow's parser doesn't understand the definition,
	 * or if a name in it is one that a policy can't have, such as one with an umlaut,
	 * which that parser accepts
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
		Map<String, Bindings> bindings = new LinkedHashMap<>();
		Map<String, Integer> ports = new HashMap<>();
		for (int i = 0; i < apps.size(); i++) {
			bindings.put(name(apps.get(i)), bindings(stream, node, i));
			Integer port = ManagementPort.of(properties(apps.get(i)));
			if (port != null) {
				ports.put(name(apps.get(i)), port);
			}
		}
		boolean begins = node.getSourceDestinationNode() == null
				&& apps.stream().noneMatch(AppNode::isUnboundStreamApp);
		String source = bindings.entrySet()
			.stream()
			.limit(begins ? 1 : 0)
			.filter((first) -> first.getValue().inputs().isEmpty())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
		return new StreamShape(stream, bindings, ports, source);
	}

	/** What Data Flow names itself comes first, so that what is written replaces it. */
	private static Bindings bindings(String stream, StreamNode node, int index) {
		List<AppNode> apps = node.getAppNodes();
		AppNode app = apps.get(index);
		BindingProperties properties = new BindingProperties();
		if (index == 0 && node.getSourceDestinationNode() != null) {
			properties.add(INPUT, node.getSourceDestinationNode().getDestinationName());
		}
		else if (index > 0 && !app.isUnboundStreamApp()) {
			properties.add(INPUT, stream + "." + name(apps.get(index - 1)));
		}
		if (index < apps.size() - 1 && !app.isUnboundStreamApp()) {
			properties.add(OUTPUT, stream + "." + name(app));
		}
		else if (node.getSinkDestinationNode() != null) {
			properties.add(OUTPUT, node.getSinkDestinationNode().getDestinationName());
		}
		for (ArgumentNode argument : app.getArguments()) {
			properties.add(argument.getName(), argument.getValue());
		}
		return properties.bindings();
	}

	/**
	 * Replaces the bindings of the definition by those that the applications were
	 * deployed with. The definitions that Data Flow puts together lack the deployment's
	 * properties of the ends of a pipe.
	 * @param deployed each application's bindings, by label or else by name; an
	 * application that is missing has no known bindings
	 * @return the shape of what runs
	 */
	StreamShape deployedWith(Map<String, Bindings> deployed) {
		Map<String, Bindings> replaced = new LinkedHashMap<>(this.bindings);
		replaced.replaceAll((name, written) -> deployed.getOrDefault(name, Bindings.NONE));
		boolean reads = this.source != null && !replaced.getOrDefault(this.source, Bindings.NONE).inputs().isEmpty();
		return new StreamShape(this.stream, replaced, this.ports, reads ? null : this.source);
	}

	private boolean hasNamesOfPolicies() {
		return Stream.concat(Stream.of(this.stream), applications().stream()).allMatch(ApplicationId::isName);
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
			.findFirst()
			.map(StreamShape::properties)
			.orElse(Map.of());
	}

	private static Map<String, String> properties(AppNode app) {
		return Stream.of(app.getArguments())
			.collect(Collectors.toMap(ArgumentNode::getName, ArgumentNode::getValue, (first, second) -> second));
	}

	/**
	 * Tells whether an application's instances divide the partitions by their index.
	 * Otherwise Kafka's consumer group does that, anew for every instance that joins.
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
	 * The stream's applications.
	 * @return their labels or else names, from source to sink
	 */
	public List<String> applications() {
		return List.copyOf(this.bindings.keySet());
	}

	/**
	 * Tells whether an application makes its messages itself.
	 * @param application an application of this stream
	 * @return whether it has no input
	 */
	boolean isSource(String application) {
		return application.equals(this.source);
	}

}
