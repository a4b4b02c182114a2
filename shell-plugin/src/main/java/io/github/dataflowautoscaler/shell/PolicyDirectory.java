package io.github.dataflowautoscaler.shell;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Knows which applications have a policy, and which streams there are.
 */
class PolicyDirectory {

	private final WebHook webHook;

	private final DataFlowServer dataFlow;

	PolicyDirectory(WebHook webHook, DataFlowServer dataFlow) {
		this.webHook = webHook;
		this.dataFlow = dataFlow;
	}

	/**
	 * Lists the applications of a stream that have a policy.
	 * @param stream the stream's name
	 * @return their names, at least one
	 * @throws CommandFailure if there are none
	 */
	List<String> applications(String stream) {
		List<String> applications = Documents.list(this.webHook.get("/api/policies"), (policy) -> policy)
			.stream()
			.filter((policy) -> policy.path("streamName").asText().equals(stream))
			.map((policy) -> policy.path("applicationName").asText())
			.collect(Collectors.toList());
		if (applications.isEmpty()) {
			throw new CommandFailure("No application of the stream '" + stream + "' has a policy"
					+ (isUnknown(stream) ? "; Data Flow has no such stream" : ""));
		}
		return applications;
	}

	/**
	 * Tells whether Data Flow answers, and has no such stream.
	 * @param stream the stream's name
	 * @return {@code false} if it has, or if that can't be told
	 */
	boolean isUnknown(String stream) {
		List<String> streams = this.dataFlow.streams();
		return !streams.isEmpty() && !streams.contains(stream);
	}

	/**
	 * Finds a policy.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @return the policy, empty if there is none
	 * @throws CommandFailure if that can't be told
	 */
	Optional<JsonNode> find(String stream, String application) {
		return Documents.list(this.webHook.get("/api/policies"), (policy) -> policy)
			.stream()
			.filter((policy) -> policy.path("streamName").asText().equals(stream)
					&& policy.path("applicationName").asText().equals(application))
			.findFirst();
	}

	/**
	 * Lists the streams that a command can name: a policy outlives its stream.
	 * @return the names of all streams that Data Flow or a policy knows, none if neither
	 * can be asked
	 */
	Collection<String> streams() {
		Set<String> streams = new LinkedHashSet<>(this.dataFlow.streams());
		streams.addAll(known((policy) -> policy.path("streamName").asText()));
		return streams;
	}

	/**
	 * Lists the applications of a stream that can be scaled, or have a policy.
	 * @param stream the stream's name
	 * @return their names, none if nobody can be asked
	 */
	Collection<String> scalable(String stream) {
		Set<String> applications = new LinkedHashSet<>(this.dataFlow.consumers(stream));
		applications.addAll(known((policy) -> policy.path("streamName").asText().equals(stream)
				? policy.path("applicationName").asText() : null));
		return applications;
	}

	/**
	 * Names only help with typing; the commands themselves say that the webhook does not
	 * answer.
	 */
	private List<String> known(Function<JsonNode, @Nullable String> name) {
		try {
			return Documents.list(this.webHook.get("/api/policies"), (policy) -> policy)
				.stream()
				.map(name)
				.filter(Objects::nonNull)
				.collect(Collectors.toList());
		}
		catch (CommandFailure ex) {
			return Collections.emptyList();
		}
	}

}
