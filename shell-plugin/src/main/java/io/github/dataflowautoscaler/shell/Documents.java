package io.github.dataflowautoscaler.shell;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Documents that the webhook lists.
 */
final class Documents {

	private Documents() {
	}

	static <T> List<T> list(JsonNode documents, Function<JsonNode, T> each) {
		return StreamSupport.stream(documents.spliterator(), false).map(each).collect(Collectors.toList());
	}

}
