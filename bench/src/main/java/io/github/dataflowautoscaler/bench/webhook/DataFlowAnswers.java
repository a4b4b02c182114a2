package io.github.dataflowautoscaler.bench.webhook;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Data Flow's REST API tells of streams, as HAL.
 */
final class DataFlowAnswers {

	private static final String DSL = "time --trigger.fixed-delay=4 | transform --spel.function.expression=payload | log";

	private final Streams streams;

	DataFlowAnswers(Streams streams) {
		this.streams = streams;
	}

	String definition(int index) {
		return """
				{"name":"%s","dslText":"%s","originalDslText":"%s","status":"deployed","description":"",\
				"statusDescription":"The stream has been successfully deployed","_links":{}}"""
			.formatted(Streams.name(index), DSL, DSL);
	}

	String definitions(Page page) {
		return page("streamDefinitionResourceList", page, this::definition);
	}

	/**
	 * The running applications of one stream.
	 * @param index the stream's index
	 * @return a list of one
	 */
	String runtime(int index) {
		return embedded("streamStatusResourceList", List.of(running(index)), "");
	}

	String runtimes(Page page) {
		return page("streamStatusResourceList", page, this::running);
	}

	/**
	 * What a stream's applications were deployed with, as YAML in a string.
	 * @param index the stream's index
	 * @return the manifest
	 */
	String manifest(int index) {
		String stream = Streams.name(index);
		return Stream
			.of(manifest("time", "output: " + stream + ".time"),
					manifest("transform", "input: %s.time".formatted(stream), "output: %s.transform".formatted(stream)),
					manifest("log", "input: " + stream + ".transform"))
			.collect(Collectors.joining("---\\n", "\"", "\""));
	}

	private static String manifest(String name, String... destinations) {
		return Stream.of(destinations)
			.map((destination) -> "    spring.cloud.stream.bindings.%s\\n"
				.formatted(destination.replace(":", ".destination:")))
			.collect(Collectors.joining("",
					"metadata:\\n  name: %s\\nspec:\\n  applicationProperties:\\n".formatted(name), ""));
	}

	private String running(int index) {
		String stream = Streams.name(index);
		return "{\"name\":\"%s\",\"version\":\"1\",\"applications\":%s,\"_links\":{}}".formatted(stream,
				embedded("appStatusResourceList", List.of(application(stream, "time", 1),
						application(stream, "transform", this.streams.instances(index)), application(stream, "log", 1)),
						""));
	}

	private static String application(String stream, String name, int count) {
		List<String> instances = IntStream.range(0, count).mapToObj((index) -> instance(stream, name, index)).toList();
		return "{\"deploymentId\":\"%s.%s-v1\",\"name\":\"%s\",\"state\":\"deployed\",\"instances\":%s}"
			.formatted(stream, name, name, embedded("appInstanceStatusResourceList", instances, ""));
	}

	private static String instance(String stream, String name, int index) {
		return """
				{"instanceId":"%1$s.%2$s-v1-%3$d","state":"deployed","guid":"%1$s-%2$s-%3$d","attributes":{\
				"guid":"%1$s-%2$s-%3$d","pid":"4711","port":"20000","skipper.application.name":"%2$s",\
				"skipper.release.name":"%1$s","skipper.release.version":"1","url":"http://127.0.0.1:20000"}}"""
			.formatted(stream, name, index);
	}

	private String page(String relation, Page page, IntFunction<String> element) {
		int total = this.streams.count();
		List<String> elements = IntStream
			.range(Math.min(page.number() * page.size(), total), Math.min((page.number() + 1) * page.size(), total))
			.mapToObj(element)
			.toList();
		return embedded(relation, elements,
				"\"page\":{\"size\":%s,\"totalElements\":%s,\"totalPages\":%s,\"number\":%s}".formatted(page.size(),
						total, (total + page.size() - 1) / page.size(), page.number()));
	}

	/** An empty list has no {@code _embedded}. */
	private static String embedded(String relation, List<String> elements, String more) {
		String list = elements.isEmpty() ? ""
				: elements.stream().collect(Collectors.joining(",", "\"_embedded\":{\"" + relation + "\":[", "]}"));
		return "{" + list + ((list.isEmpty() || more.isEmpty()) ? "" : ",") + more + "}";
	}

	/**
	 * A part of a list.
	 *
	 * @param number from 0
	 * @param size at least 1
	 */
	record Page(int number, int size) {
	}

}
