package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Docker's engine as the only node of a Swarm, in namespaces of its own: it needs root,
 * and leaves nothing behind. Its only image has Debian's static busybox.
 */
final class SwarmEngine implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Path INSTALL = Path.of("../demo/install-packages");

	private static final Path BUSYBOX = Path.of("/bin/busybox");

	/** The node must not be on a network that somebody else is on. */
	private static final String START = "ip link set lo up && exec dockerd --data-root %1$s/data --exec-root %1$s/run"
			+ " --pidfile %1$s/pid --host unix://%1$s/docker.sock --storage-driver vfs --bridge none";

	private final Path directory;

	private final Process process;

	private final DockerHttpClient client;

	private final String image;

	private SwarmEngine(Path directory, Process process) {
		this.directory = directory;
		this.process = process;
		this.client = new ZerodepDockerHttpClient.Builder().dockerHost(URI.create(host())).build();
		try {
			Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
				get("/version");
				return true;
			});
			post("/swarm/init", "{\"ListenAddr\": \"127.0.0.1:2377\", \"AdvertiseAddr\": \"127.0.0.1\"}");
			this.image = importImage();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Says why no engine can be started here.
	 * @return the reason, empty if one can
	 */
	static Optional<String> obstacle() {
		if (!"root".equals(System.getProperty("user.name"))) {
			return Optional.of("Docker's engine can only be started by root");
		}
		if (!isInstalled()) {
			run(INSTALL.toString(), "docker.io", "busybox-static");
		}
		return isInstalled() ? Optional.empty()
				: Optional.of("dockerd and busybox are missing (Debian: apt-get install docker.io busybox-static)");
	}

	private static boolean isInstalled() {
		return Files.isExecutable(BUSYBOX) && Stream.of("/usr/sbin/dockerd", "/usr/bin/dockerd")
			.anyMatch((program) -> Files.isExecutable(Path.of(program)));
	}

	static SwarmEngine start(Path directory) {
		try {
			return new SwarmEngine(directory,
					new ProcessBuilder("unshare", "--net", "--mount", "sh", "-c", START.formatted(directory))
						.redirectErrorStream(true)
						.redirectOutput(directory.resolve("dockerd.log").toFile())
						.start());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String host() {
		return "unix://" + this.directory.resolve("docker.sock");
	}

	private String importImage() {
		Path files = this.directory.resolve("image");
		Path tar = this.directory.resolve("image.tar");
		run("sh", "-c",
				"mkdir -p %1$s/bin && cp %3$s %1$s/bin/ && ln -s busybox %1$s/bin/sleep && tar -C %1$s -cf %2$s ."
					.formatted(files, tar, BUSYBOX));
		try {
			JsonNode imported = send(Request.builder()
				.method(Request.Method.POST)
				.path("/images/create?fromSrc=-")
				.putHeader("Content-Type", "application/x-tar")
				.bodyBytes(Files.readAllBytes(tar))
				.build());
			return imported.path("status").asString();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Creates a service that sleeps.
	 * @param name its name
	 * @param mode such as {@code {"Replicated":{"Replicas":1}}}
	 * @param labels its labels, in JSON
	 * @param more more of the specification, such as {@code "Placement": {…}} of its
	 * tasks
	 */
	void create(String name, String mode, String labels, String more) {
		post("/services/create", """
				{"Name": "%s", "Mode": %s, "Labels": %s, "UpdateConfig": {"Parallelism": 1, "Monitor": 1000000000},
				 "TaskTemplate": {"ContainerSpec": {"Image": "%s", "Command": ["/bin/sleep", "1000000"],
				   "StopGracePeriod": 100000000}, "RestartPolicy": {"Delay": 3000000000} %s}}""".formatted(name, mode,
				labels, this.image, more));
	}

	/** Gives its tasks another environment, as another version would. */
	void update(String name, String version) {
		JsonNode service = service(name);
		ObjectNode container = (ObjectNode) service.at("/Spec/TaskTemplate/ContainerSpec");
		container.putArray("Env").add("VERSION=" + version);
		post("/services/%s/update?version=%s".formatted(service.path("ID").asString(),
				service.at("/Version/Index").asLong()), service.path("Spec").toString());
	}

	JsonNode service(String name) {
		return get("/services/" + name);
	}

	int replicas(String name) {
		return service(name).at("/Spec/Mode/Replicated/Replicas").asInt();
	}

	/** The processes of the tasks that run. */
	List<Long> processes(String name) {
		String id = service(name).path("ID").asString();
		return get("/tasks").valueStream()
			.filter((task) -> task.path("ServiceID").asString().equals(id))
			.filter((task) -> task.at("/Status/State").asString().equals("running")
					&& task.path("DesiredState").asString().equals("running"))
			.map((task) -> task.at("/Status/ContainerStatus/PID").asLong())
			.toList();
	}

	private JsonNode get(String path) {
		return send(Request.builder().method(Request.Method.GET).path(path).build());
	}

	private JsonNode post(String path, String body) {
		return send(Request.builder()
			.method(Request.Method.POST)
			.path(path)
			.putHeader("Content-Type", "application/json")
			.bodyBytes(body.getBytes(StandardCharsets.UTF_8))
			.build());
	}

	private JsonNode send(Request request) {
		try (Response response = this.client.execute(request)) {
			JsonNode body = JSON.readTree(response.getBody());
			if (response.getStatusCode() >= 300) {
				throw new IllegalStateException(request.path() + ": " + body);
			}
			return body;
		}
	}

	private static void run(String... command) {
		try {
			new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Without the Swarm the engine ends its containers. */
	@Override
	public void close() {
		try {
			get("/services").forEach((service) -> send(Request.builder()
				.method(Request.Method.DELETE)
				.path("/services/" + service.path("ID").asString())
				.build()));
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> get("/containers/json").isEmpty());
			post("/swarm/leave?force=true", "{}");
		}
		catch (RuntimeException ex) {
			// It has to end all the same.
		}
		this.process.destroy();
		try {
			this.process.waitFor();
			this.client.close();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
