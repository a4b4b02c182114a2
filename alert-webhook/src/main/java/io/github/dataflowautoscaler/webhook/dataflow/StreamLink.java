package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
	 * between them.
	 * @param shapes the shapes of all streams
	 * @return the edges
	 */
	static List<StreamLink> between(Collection<StreamShape> shapes) {
		Map<String, List<ApplicationId>> producers = producers(shapes);
		List<StreamLink> links = new ArrayList<>();
		for (StreamShape shape : shapes) {
			if (!shape.piped() || shape.applications().isEmpty()) {
				continue;
			}
			for (int i = 1; i < shape.applications().size(); i++) {
				links.add(new StreamLink(id(shape, shape.applications().get(i - 1)),
						id(shape, shape.applications().get(i))));
			}
			String source = shape.source();
			if (source != null) {
				ApplicationId first = id(shape, shape.applications().get(0));
				producers.getOrDefault(source, List.of())
					.forEach((producer) -> links.add(new StreamLink(producer, first)));
			}
		}
		return links;
	}

	private static Map<String, List<ApplicationId>> producers(Collection<StreamShape> shapes) {
		Map<String, List<ApplicationId>> producers = new HashMap<>();
		shapes.forEach((shape) -> shape.producers()
			.forEach((destination, application) -> producers.computeIfAbsent(destination, (key) -> new ArrayList<>())
				.add(id(shape, application))));
		return producers;
	}

	private static ApplicationId id(StreamShape shape, String application) {
		return new ApplicationId(shape.stream(), application);
	}

}
