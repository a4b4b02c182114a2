package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manager of a Swarm, as far as its API is used: services whose tasks run at once. A
 * service has fields that the webhook does not know.
 */
final class DockerStandIn implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, ObjectNode> services = new ConcurrentHashMap<>();

	private final List<JsonNode> updates = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private volatile int failures;

	private volatile int status;

	private volatile String message = "";

	private DockerStandIn(HttpServer server) {
		this.server = server;
	}

	static DockerStandIn start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			DockerStandIn docker = new DockerStandIn(server);
			server.createContext("/", docker::answer);
			server.start();
			return docker;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String host() {
		return "tcp://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Creates a service.
	 * @param name its name
	 * @param mode such as {@code {"Replicated":{"Replicas":1}}}
	 * @param labels its labels, in JSON
	 */
	void create(String name, String mode, String labels) {
		this.services.put(name, (ObjectNode) JSON.readTree("""
				{"ID": "id-of-%1$s", "Version": {"Index": 10}, "Spec": {"Name": "%1$s", "Labels": %3$s, "Mode": %2$s,
					"TaskTemplate": {"ContainerSpec": {"Image": "web:1", "Future": [1, 2]}, "ForceUpdate": 0}}}"""
			.formatted(name, mode, labels)));
	}

	int replicas(String name) {
		return this.services.get(name).at("/Spec/Mode/Replicated/Replicas").asInt();
	}

	/** What was sent to update services. */
	List<JsonNode> updates() {
		return this.updates;
	}

	/** Somebody else changes a service. */
	void touch(String name) {
		ObjectNode version = (ObjectNode) this.services.get(name).path("Version");
		version.put("Index", version.path("Index").asLong() + 1);
	}

	/** Lets the next updates fail. */
	void fail(int times, int status, String message) {
		this.status = status;
		this.message = message;
		this.failures = times;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (path.equals("/services")) {
			send(exchange, 200, this.services.values().toString());
		}
		else if (path.equals("/tasks")) {
			send(exchange, 200, tasks(exchange.getRequestURI().getQuery()).toString());
		}
		else if (path.endsWith("/update")) {
			update(exchange, path.split("/")[2].replaceFirst("^id-of-", ""), body);
		}
		else {
			ObjectNode service = this.services.get(path.substring(path.lastIndexOf('/') + 1));
			send(exchange, (service != null) ? 200 : 404,
					(service != null) ? service.toString() : "{\"message\": \"service not found\"}");
		}
	}

	private void update(HttpExchange exchange, String name, String body) throws IOException {
		if (this.failures > 0) {
			this.failures--;
			send(exchange, this.status, "{\"message\": \"%s\"}".formatted(this.message));
			return;
		}
		ObjectNode service = this.services.get(name);
		if (!exchange.getRequestURI().getQuery().equals("version=" + service.at("/Version/Index").asLong())) {
			send(exchange, 500, "{\"message\": \"rpc error: code = Unknown desc = update out of sequence\"}");
			return;
		}
		JsonNode spec = JSON.readTree(body);
		this.updates.add(spec);
		service.set("Spec", spec);
		touch(name);
		send(exchange, 200, "{\"Warnings\": null}");
	}

	private List<String> tasks(String query) {
		List<String> tasks = new ArrayList<>();
		this.services.values()
			.stream()
			.filter((service) -> query == null || query.contains(service.path("ID").asString()))
			.forEach((service) -> {
				for (int slot = 1; slot <= service.at("/Spec/Mode/Replicated/Replicas").asInt(); slot++) {
					tasks.add("""
							{"ServiceID": %s, "Slot": %s, "Status": {"State": "running"}, "DesiredState": "running"}"""
						.formatted(service.path("ID"), slot));
				}
			});
		return tasks;
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
