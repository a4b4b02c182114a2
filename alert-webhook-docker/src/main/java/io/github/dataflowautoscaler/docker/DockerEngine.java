package io.github.dataflowautoscaler.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the API of Docker's engine, of the version that the engine prefers. A service is
 * sent back as it was read but for what is changed, so that nothing of it is lost that is
 * not known here. Each method throws a {@link PlatformException} if the engine does not
 * do what it is asked for.
 */
final class DockerEngine {

	private static final String SERVICES = "/services";

	private static final String SERVICE = "/services/%s";

	private static final String UPDATE = "/services/%s/update?version=%s";

	private static final String TASKS = "/tasks";

	private static final String TASKS_OF_SERVICE = "/tasks?filters=%s";

	private static final String VERSION = "/version";

	private final DockerHttpClient client;

	private final JsonMapper json;

	DockerEngine(DockerHttpClient client, JsonMapper json) {
		this.client = client;
		this.json = json;
	}

	/**
	 * Reads all services.
	 * @return the services of the Swarm
	 */
	List<SwarmService> services() {
		return get(SERVICES).valueStream().map(SwarmService::of).toList();
	}

	/**
	 * Reads a service.
	 * @param name its full name; that of another one is none, even if it begins like an
	 * id
	 * @return the service, empty if there is none
	 */
	Optional<SwarmService> service(String name) {
		return read(name).map(SwarmService::of);
	}

	/**
	 * Reads all tasks.
	 * @return the tasks of all services, and the last ones that have ended
	 */
	List<SwarmTask> tasks() {
		return get(TASKS).valueStream().map(SwarmTask::of).toList();
	}

	/**
	 * Reads the tasks of a service.
	 * @param service the service
	 * @return its tasks, and the last ones that have ended
	 */
	List<SwarmTask> tasks(SwarmService service) {
		String filters = this.json.writeValueAsString(Map.of("service", List.of(service.id())));
		return get(TASKS_OF_SERVICE.formatted(encoded(filters))).valueStream().map(SwarmTask::of).toList();
	}

	/**
	 * Sets the number of a service's tasks, if nobody has changed the service since it
	 * was read.
	 * @param service the service as it was read
	 * @param replicas the number
	 */
	void scale(SwarmService service, int replicas) {
		update(service, (spec) -> ((ObjectNode) spec.path("Mode").path("Replicated")).put("Replicas", replicas));
	}

	/**
	 * Has all tasks of a service replaced by others of the same version, as its update
	 * settings say, if nobody has changed the service since it was read.
	 * @param service the service as it was read
	 */
	void reschedule(SwarmService service) {
		update(service, (spec) -> {
			ObjectNode template = (ObjectNode) spec.path("TaskTemplate");
			template.put("ForceUpdate", template.path("ForceUpdate").asLong(0) + 1);
		});
	}

	/**
	 * Asks for the engine's version.
	 * @return such as {@code 20.10.24}
	 */
	String version() {
		return get(VERSION).path("Version").asString("");
	}

	private void update(SwarmService service, Consumer<JsonNode> change) {
		JsonNode current = read(service.name())
			.orElseThrow(() -> new PlatformException(Kind.NOT_FOUND, "There is no service " + service.name()));
		if (current.path("Version").path("Index").asLong() != service.version()) {
			throw new PlatformException(Kind.BUSY, "Service %s was changed meanwhile".formatted(service.name()));
		}
		JsonNode spec = current.path("Spec");
		change.accept(spec);
		exchange(Request.builder()
			.method(Request.Method.POST)
			.path(UPDATE.formatted(encoded(service.id()), service.version()))
			.putHeader("Content-Type", "application/json")
			.bodyBytes(this.json.writeValueAsBytes(spec))
			.build());
	}

	private Optional<JsonNode> read(String name) {
		try {
			return Optional.of(get(SERVICE.formatted(encoded(name))))
				.filter((service) -> service.path("Spec").path("Name").asString("").equals(name));
		}
		catch (PlatformException ex) {
			if (ex.kind() == Kind.NOT_FOUND) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private JsonNode get(String path) {
		return exchange(Request.builder().method(Request.Method.GET).path(path).build());
	}

	private JsonNode exchange(Request request) {
		try (Response response = this.client.execute(request)) {
			JsonNode body = this.json.readTree(response.getBody());
			if (response.getStatusCode() >= 300) {
				throw DockerErrors.refused(response.getStatusCode(), body.path("message").asString(body.toString()));
			}
			return body;
		}
		catch (PlatformException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw DockerErrors.unanswered(ex);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
