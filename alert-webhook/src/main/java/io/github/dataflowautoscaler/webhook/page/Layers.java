package io.github.dataflowautoscaler.webhook.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a graph into layers, so that every link leads to a later one: each node is one
 * layer behind the last of those before it, and one that nothing leads to is directly
 * before the first of those behind it. A link across several layers has a place in each.
 * One that would close a circle is left out.
 *
 * @param <T> the nodes
 */
final class Layers<T> {

	private final List<T> nodes;

	private final List<Link<T>> links;

	private final Map<T, Integer> depths = new HashMap<>();

	private Layers(List<T> nodes, List<Link<T>> links) {
		this.nodes = nodes;
		this.links = new Walk<>(links).withoutCircles(nodes);
		Map<T, List<Link<T>>> before = this.links.stream().collect(Collectors.groupingBy(Link::to));
		nodes.forEach((node) -> depth(node, before));
		nodes.stream().filter((node) -> !before.containsKey(node)).forEach(this::pull);
	}

	/**
	 * Puts a graph into layers.
	 * @param <T> the nodes
	 * @param nodes the nodes; of two with the same claim to a row the first gets it
	 * @param links the links between these
	 * @return the layers, first to last
	 */
	static <T> List<Layer<T>> of(List<T> nodes, List<Link<T>> links) {
		return new Layers<>(nodes, links).build();
	}

	private int depth(T node, Map<T, List<Link<T>>> before) {
		Integer known = this.depths.get(node);
		if (known != null) {
			return known;
		}
		int depth = before.getOrDefault(node, List.of())
			.stream()
			.mapToInt((link) -> 1 + depth(link.from(), before))
			.max()
			.orElse(0);
		this.depths.put(node, depth);
		return depth;
	}

	private void pull(T node) {
		this.links.stream()
			.filter((link) -> link.from().equals(node))
			.mapToInt((link) -> depth(link.to()) - 1)
			.min()
			.ifPresent((depth) -> this.depths.put(node, depth));
	}

	private int depth(T node) {
		return this.depths.getOrDefault(node, 0);
	}

	private List<Layer<T>> build() {
		int last = this.nodes.stream().mapToInt(this::depth).max().orElse(-1);
		List<Layer<T>> layers = new ArrayList<>();
		Map<Link<T>, Integer> rows = new HashMap<>();
		for (int depth = 0; depth <= last; depth++) {
			List<Place<T>> places = places(depth, rows);
			List<Line<T>> lines = new ArrayList<>();
			for (int row = 0; row < places.size(); row++) {
				for (Link<T> link : places.get(row).in()) {
					lines.add(new Line<>(link, rows.getOrDefault(link, 0), row, depth(link.to()) == depth,
							places.get(row).in().size() > 1));
				}
			}
			for (int row = 0; row < places.size(); row++) {
				for (Link<T> link : places.get(row).out()) {
					rows.put(link, row);
				}
			}
			layers.add(new Layer<>(lines, places.stream().map(Place::node).toList()));
		}
		return layers;
	}

	/** Those near to where their links come from, so that few lines cross. */
	private List<Place<T>> places(int depth, Map<Link<T>, Integer> rows) {
		List<Place<T>> places = new ArrayList<>();
		this.nodes.stream()
			.filter((node) -> depth(node) == depth)
			.forEach((node) -> places.add(new Place<>(Optional.of(node),
					this.links.stream().filter((link) -> link.to().equals(node)).toList(),
					this.links.stream().filter((link) -> link.from().equals(node)).toList())));
		this.links.stream()
			.filter((link) -> depth(link.from()) < depth && depth < depth(link.to()))
			.forEach((link) -> places.add(new Place<>(Optional.empty(), List.of(link), List.of(link))));
		places.sort(Comparator.comparingDouble((place) -> place.in()
			.stream()
			.mapToInt((link) -> rows.getOrDefault(link, 0))
			.average()
			.orElse((depth == 0) ? 0 : Double.MAX_VALUE)));
		return places;
	}

	/**
	 * A link of the graph.
	 *
	 * @param <T> the nodes
	 * @param from where it begins
	 * @param to where it ends
	 */
	record Link<T>(T from, T to) {
	}

	/**
	 * A layer, and what leads to it.
	 *
	 * @param <T> the nodes
	 * @param lines from the rows of the layer before to those of this one
	 * @param slots what is in each row; nothing where a link passes by
	 */
	record Layer<T>(List<Line<T>> lines, List<Optional<T>> slots) {
	}

	/**
	 * The part of a link between two layers.
	 *
	 * @param <T> the nodes
	 * @param link the link
	 * @param from the row where it begins, from 0
	 * @param to the row where it ends, from 0
	 * @param last whether the link ends here
	 * @param shared whether other lines end in the same row
	 */
	record Line<T>(Link<T> link, int from, int to, boolean last, boolean shared) {

		/**
		 * The row that it has to itself, where something can be written at it.
		 * @return the row where it ends, or, if others end there too, where it begins
		 */
		int own() {
			return this.shared ? this.from : this.to;
		}

	}

	private record Place<T>(Optional<T> node, List<Link<T>> in, List<Link<T>> out) {
	}

	/** Goes along all links, and notes those that lead back to where it came from. */
	private static final class Walk<T> {

		private final List<Link<T>> links;

		private final Map<T, List<Link<T>>> behind;

		private final Set<T> path = new HashSet<>();

		private final Set<T> done = new HashSet<>();

		private final Set<Link<T>> closing = new HashSet<>();

		Walk(List<Link<T>> links) {
			this.links = links;
			this.behind = links.stream().collect(Collectors.groupingBy(Link::from));
		}

		List<Link<T>> withoutCircles(List<T> nodes) {
			nodes.forEach(this::follow);
			return this.links.stream().filter((link) -> !this.closing.contains(link)).toList();
		}

		private void follow(T node) {
			if (this.done.contains(node) || !this.path.add(node)) {
				return;
			}
			for (Link<T> link : this.behind.getOrDefault(node, List.of())) {
				if (this.path.contains(link.to())) {
					this.closing.add(link);
				}
				follow(link.to());
			}
			this.path.remove(node);
			this.done.add(node);
		}

	}

}
