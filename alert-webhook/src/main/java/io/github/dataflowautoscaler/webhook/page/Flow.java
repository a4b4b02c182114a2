package io.github.dataflowautoscaler.webhook.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.dataflow.StreamShape;
import io.github.dataflowautoscaler.webhook.page.Layers.Link;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's messages pass through: its applications, the named destinations that
 * they read and write, and the applications of other streams at the other end of these
 * and of taps.
 *
 * @param nodes the stream's applications from source to sink, then the others
 * @param links from where messages go to where; a link between two applications is a pipe
 * or a tap
 */
record Flow(List<Node> nodes, List<Link<Flow.Node>> links) {

	/**
	 * Finds what belongs to a stream.
	 * @param own the stream's applications, from source to sink
	 * @param stream the stream
	 * @param shapes the shapes of all streams, that one among them if it is known
	 * @return the stream with its neighbours
	 */
	static Flow of(String stream, Collection<ApplicationId> own, Collection<StreamShape> shapes) {
		Set<Node> nodes = new LinkedHashSet<>();
		own.forEach((id) -> nodes.add(Node.of(id)));
		Set<Link<Node>> links = new LinkedHashSet<>();
		destinations(stream, shapes).values()
			.stream()
			.filter((destination) -> destination.isOf(stream))
			.forEach((destination) -> links.addAll(destination.links(stream)));
		links.forEach((link) -> {
			nodes.add(link.from());
			nodes.add(link.to());
		});
		return new Flow(List.copyOf(nodes), List.copyOf(links));
	}

	/** Those of the stream itself first, from source to sink. */
	private static Map<String, Destination> destinations(String stream, Collection<StreamShape> shapes) {
		Map<String, Destination> destinations = new LinkedHashMap<>();
		shapes.stream()
			.sorted(Comparator.<StreamShape, Boolean>comparing((shape) -> !shape.stream().equals(stream))
				.thenComparing(StreamShape::stream))
			.forEach((shape) -> shape.bindings().forEach((name, bindings) -> {
				ApplicationId id = new ApplicationId(shape.stream(), name);
				bindings.inputs()
					.forEach((input) -> destinations.computeIfAbsent(input, Destination::new).readers().add(id));
				bindings.outputs()
					.forEach((output) -> destinations.computeIfAbsent(output, Destination::new).writers().add(id));
			}));
		return destinations;
	}

	/**
	 * Says where an application's messages come from.
	 * @param id an application of the stream
	 * @return the nodes before it
	 */
	public List<Node> before(ApplicationId id) {
		return this.links.stream().filter((link) -> id.equals(link.to().id())).map(Link::from).toList();
	}

	/**
	 * An application or a named destination.
	 *
	 * @param name the application's label or name, or the destination's name
	 * @param id the application, {@code null} for a destination
	 */
	record Node(String name, @Nullable ApplicationId id) {

		static Node of(ApplicationId id) {
			return new Node(id.application(), id);
		}

		/**
		 * Tells whether it is an application of another stream.
		 * @param stream the stream that is looked at
		 * @return whether it is
		 */
		public boolean isOther(String stream) {
			return this.id != null && !this.id.stream().equals(stream);
		}

	}

	/**
	 * A destination with all who write to it and read from it.
	 *
	 * @param name the destination's name
	 * @param writers who writes
	 * @param readers who reads
	 */
	private record Destination(String name, Set<ApplicationId> writers, Set<ApplicationId> readers) {

		Destination(String name) {
			this(name, new LinkedHashSet<>(), new LinkedHashSet<>());
		}

		boolean isOf(String stream) {
			return this.writers.stream().anyMatch((id) -> id.stream().equals(stream))
					|| this.readers.stream().anyMatch((id) -> id.stream().equals(stream));
		}

		/** Nobody has chosen the name of a pipe, so it says nothing. */
		private boolean isPipe() {
			return this.writers.stream()
				.anyMatch((writer) -> this.name.equals(writer.stream() + "." + writer.application()));
		}

		List<Link<Node>> links(String stream) {
			List<Link<Node>> links = new ArrayList<>();
			if (isPipe()) {
				this.writers.forEach((writer) -> this.readers.stream()
					.filter((reader) -> writer.stream().equals(stream) || reader.stream().equals(stream))
					.forEach((reader) -> links.add(new Link<>(Node.of(writer), Node.of(reader)))));
				return links;
			}
			Node topic = new Node(this.name, null);
			this.writers.forEach((writer) -> links.add(new Link<>(Node.of(writer), topic)));
			this.readers.forEach((reader) -> links.add(new Link<>(topic, Node.of(reader))));
			return links;
		}

	}

}
