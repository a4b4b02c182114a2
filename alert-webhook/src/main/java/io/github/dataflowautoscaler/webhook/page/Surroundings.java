package io.github.dataflowautoscaler.webhook.page;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.dataflow.StreamShape;
import io.github.dataflowautoscaler.webhook.dataflow.Streams;
import io.github.dataflowautoscaler.webhook.dataflow.StreamsSnapshot;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.status.Absence;
import io.github.dataflowautoscaler.webhook.status.Absences;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The servers that the webhook uses, as they were read a few seconds ago.
 */
@Component
class Surroundings {

	private final Streams streams;

	private final Absences absences;

	Surroundings(Streams streams, Absences absences) {
		this.streams = streams;
		this.absences = absences;
	}

	List<Absence> absences() {
		return this.absences.find();
	}

	boolean areStreamsKnown() {
		return this.absences.areStreamsKnown();
	}

	/**
	 * Finds an application that runs.
	 * @param id the application
	 * @return what Data Flow shows of it, {@code null} if nothing
	 */
	@Nullable RunningApplication find(ApplicationId id) {
		return running().stream().filter((application) -> application.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * The applications that could have a policy.
	 * @param withPolicy those that have one
	 * @return the others that take messages in, by name
	 */
	List<ApplicationId> withoutPolicy(Set<ApplicationId> withPolicy) {
		return running().stream()
			.filter((application) -> !application.source())
			.map(RunningApplication::id)
			.filter((id) -> !withPolicy.contains(id))
			.sorted()
			.toList();
	}

	/**
	 * The shapes of all streams, as they were when they could be read last.
	 * @return the shapes, in no order
	 */
	Collection<StreamShape> shapes() {
		return shapesByStream().values();
	}

	/**
	 * The applications of a stream.
	 * @param stream the stream's name
	 * @return its applications from source to sink, none if the stream is not known
	 */
	List<ApplicationId> applications(String stream) {
		StreamShape shape = shapesByStream().get(stream);
		return (shape != null) ? shape.applications().stream().map((name) -> new ApplicationId(stream, name)).toList()
				: List.of();
	}

	/**
	 * Tells whether an application may be there.
	 * @param id the application
	 * @return {@code false} if Data Flow has none of that name
	 */
	boolean couldBe(ApplicationId id) {
		return !areStreamsKnown() || find(id) != null || applications(id.stream()).contains(id);
	}

	private Map<String, StreamShape> shapesByStream() {
		return this.streams.latest().map(StreamsSnapshot::shapes).orElse(Map.of());
	}

	private List<RunningApplication> running() {
		return this.streams.current().map(StreamsSnapshot::applications).orElse(List.of());
	}

}
