package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Definition;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Applications;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Asks Data Flow which applications there are. It is asked anew each time: an operator
 * may set a policy right after creating the stream.
 */
@Component
@ConditionalOnDataFlow
public class DataFlowApplications implements Applications {

	/** More names than this help nobody to find the one that was misspelt. */
	private static final int MOST_NAMES = 20;

	private final DataFlowApi api;

	private final DataFlowErrors errors;

	DataFlowApplications(DataFlowApi api, DataFlowErrors errors) {
		this.api = api;
		this.errors = errors;
	}

	@Override
	public Optional<String> objectionTo(ApplicationId id) {
		try {
			return examine(id);
		}
		catch (PlatformException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Says why an application can't be scaled.
	 * @param id the application
	 * @return the reason, empty if there is none
	 * @throws PlatformException if Data Flow doesn't tell
	 */
	public Optional<String> examine(ApplicationId id) {
		Optional<Definition> definition = found(() -> this.api.definition(id.stream()));
		if (definition.isEmpty()) {
			return Optional.of(noSuchStream(id.stream()));
		}
		return DataFlowPlatform.isPinned(definition.get(), id)
				? Optional.of("%s %s; let Kafka share them out".formatted(id, State.PINNED.predicate()))
				: DataFlowStreams.shape(definition.get()).flatMap((shape) -> objection(shape, id.application()));
	}

	private static Optional<String> objection(StreamShape shape, String application) {
		String known = "the applications of stream %s are: %s".formatted(shape.stream(),
				String.join(", ", shape.applications()));
		if (!shape.applications().contains(application)) {
			return Optional.of("Stream %s has no application %s; %s".formatted(shape.stream(), application, known));
		}
		return shape.isSource(application)
				? Optional.of("%s is the source of stream %s: it has no input that more instances could share; %s"
					.formatted(application, shape.stream(), known))
				: Optional.empty();
	}

	private String noSuchStream(String name) {
		if (isTask(name)) {
			return "%s is a task; only applications of streams are scaled".formatted(name);
		}
		List<String> names = found(() -> this.api.definitions(0, MOST_NAMES)).stream()
			.flatMap((page) -> page.list().stream())
			.map(Definition::name)
			.sorted()
			.toList();
		return names.isEmpty() ? "There is no stream %s, and no other stream".formatted(name)
				: "There is no stream %s; the streams are: %s%s".formatted(name, String.join(", ", names),
						(names.size() < MOST_NAMES) ? "" : ", …");
	}

	/** Where tasks are switched off there is no such address. */
	private boolean isTask(String name) {
		try {
			return found(() -> this.api.task(name)).isPresent();
		}
		catch (PlatformException ex) {
			return false;
		}
	}

	private <T> Optional<T> found(Supplier<T> call) {
		try {
			return Optional.of(call.get());
		}
		catch (RestClientException ex) {
			PlatformException translated = this.errors.translate(ex);
			if (translated.kind() == Kind.NOT_FOUND) {
				return Optional.empty();
			}
			throw translated;
		}
	}

}
