package io.github.dataflowautoscaler.webhook;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which fields a JSON document has and what their types are, whatever their values.
 */
final class JsonShape {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonShape() {
	}

	/**
	 * Reads a document.
	 * @param source where it is from, for a failure
	 * @param json the document
	 * @return the type of each field, by its path; the elements of an array share theirs
	 */
	static Map<String, String> of(Object source, String json) {
		Map<String, String> shape = new TreeMap<>();
		try {
			add("", MAPPER.readTree(json), shape);
		}
		catch (JacksonException ex) {
			throw new AssertionError(source + ": " + ex.getMessage(), ex);
		}
		return shape;
	}

	private static void add(String path, JsonNode node, Map<String, String> shape) {
		if (node.isObject()) {
			node.properties().forEach((field) -> add(path + "." + field.getKey(), field.getValue(), shape));
		}
		else if (node.isArray()) {
			node.forEach((element) -> add(path + "[]", element, shape));
		}
		else {
			shape.put(path, type(node));
		}
	}

	private static String type(JsonNode node) {
		if (!node.isString()) {
			return node.getNodeType().name();
		}
		try {
			Instant.parse(node.asString());
			return "INSTANT";
		}
		catch (DateTimeParseException ex) {
			return "STRING";
		}
	}

}
