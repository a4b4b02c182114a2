package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * An edge of the streams' graph: one application reads what another one writes.
 *
 * @param upstream the application that writes
 * @param application the application that reads
 */
public record StreamLink(ApplicationId upstream, ApplicationId application) {

	/**
	 * Finds all edges, inside of streams and, through taps and named destinations,
	 * between them. An application that does not run is left out: it has no rate, so the
	 * arrival of the applications that read from it would stay unknown.
	 * @param shapes the shapes of all streams
	 * @param running the applications that have an instance
	 * @return the edges between these
	 */
	static List<StreamLink> between(Collection<StreamShape> shapes, Set<ApplicationId> running) {
		Map<ApplicationId, Bindings> applications = new HashMap<>();
		shapes.forEach((shape) -> shape.bindings()
			.forEach((name, bindings) -> applications.put(new ApplicationId(shape.stream(), name), bindings)));
		applications.keySet().retainAll(running);
		Map<String, Set<ApplicationId>> writers = byDestination(applications, Bindings::outputs);
		Map<String, Set<ApplicationId>> readers = byDestination(applications, Bindings::inputs);
		return writers.entrySet()
			.stream()
			.flatMap((destination) -> destination.getValue()
				.stream()
				.flatMap((writer) -> readers.getOrDefault(destination.getKey(), Set.of())
					.stream()
					.map((reader) -> new StreamLink(writer, reader))))
			.distinct()
			.toList();
	}

	private static Map<String, Set<ApplicationId>> byDestination(Map<ApplicationId, Bindings> applications,
			Function<Bindings, Set<String>> destinations) {
		Map<String, Set<ApplicationId>> ids = new HashMap<>();
		applications.forEach((id, bindings) -> destinations.apply(bindings)
			.forEach((destination) -> ids.computeIfAbsent(destination, (key) -> new HashSet<>()).add(id)));
		return ids;
	}

}
