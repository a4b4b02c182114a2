package io.github.dataflowautoscaler.demo.dataflow;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import tools.jackson.databind.JsonNode;

/**
 * Data Flow's REST API.
 */
public final class DataFlowClient {

	private final JsonClient server;

	public DataFlowClient(URI server) {
		this.server = new JsonClient(server);
	}

	/**
	 * Registers an application, also over one of the same name.
	 * @param type {@code source}, {@code processor} or {@code sink}
	 * @param name the name to use in stream definitions
	 * @param jar where the executable jar is
	 */
	public void register(String type, String name, URI jar) {
		this.server.postForm("/apps/%s/%s".formatted(type, name), Map.of("uri", jar.toString(), "force", "true"));
	}

	public void createStream(String stream, String definition) {
		this.server.postForm("/streams/definitions", Map.of("name", stream, "definition", definition));
	}

	public void deploy(String stream, Map<String, String> properties) {
		this.server.postJson("/streams/deployments/" + JsonClient.encode(stream), properties);
	}

	/**
	 * Updates a deployed stream; the applications whose properties change are replaced.
	 * @param stream the stream's name
	 * @param properties the deployment properties that change
	 */
	public void update(String stream, Map<String, String> properties) {
		this.server.postJson("/streams/deployments/update/" + JsonClient.encode(stream), Map.of("releaseName", stream,
				"packageIdentifier", Map.of("packageName", stream), "updateProperties", properties));
	}

	/**
	 * Asks for a number of instances. Data Flow also says yes where nothing will happen,
	 * so look at {@link #instances(String)} afterwards.
	 * @param stream the stream's name
	 * @param application the application's name or label
	 * @param instances the number of instances
	 */
	public void scale(String stream, String application, int instances) {
		this.server.postJson("/streams/deployments/scale/%s/%s/instances/%d".formatted(JsonClient.encode(stream),
				JsonClient.encode(application), instances), Map.of());
	}

	public void undeploy(String stream) {
		this.server.delete("/streams/deployments/" + JsonClient.encode(stream));
	}

	public void destroy(String stream) {
		this.server.delete("/streams/definitions/" + JsonClient.encode(stream));
	}

	/**
	 * Returns what the applications of a stream have logged.
	 * @param stream the stream's name
	 * @return the logs, one after the other
	 */
	public String logs(String stream) {
		return this.server.get("/streams/logs/" + JsonClient.encode(stream))
			.path("logs")
			.valueStream()
			.map(JsonNode::asString)
			.collect(Collectors.joining());
	}

	/**
	 * Returns the status of a stream.
	 * @param stream the stream's name
	 * @return {@code deployed}, {@code deploying}, {@code partial}, ...
	 */
	public String status(String stream) {
		return this.server.get("/streams/definitions/" + JsonClient.encode(stream)).path("status").asString("unknown");
	}

	/**
	 * Returns the instances of all applications of a stream, in whatever state.
	 * @param stream the stream's name
	 * @return the instances that the runtime API lists
	 */
	public List<AppInstance> instances(String stream) {
		JsonNode streams = this.server.get("/runtime/streams/" + JsonClient.encode(stream));
		return embedded(streams).flatMap((status) -> embedded(status.path("applications")))
			.flatMap((application) -> embedded(application.path("instances"))
				.map((instance) -> new AppInstance(application.path("name").asString(),
						instance.path("instanceId").asString(), instance.path("state").asString())))
			.toList();
	}

	// A page has one list, under a name that depends on the type; an empty page has none.
	private static Stream<JsonNode> embedded(JsonNode page) {
		return page.path("_embedded").valueStream().flatMap(JsonNode::valueStream);
	}

}
