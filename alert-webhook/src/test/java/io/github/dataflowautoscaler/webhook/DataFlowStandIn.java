package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dataflowautoscaler.webhook.DataFlowDocuments.Application;
import io.github.dataflowautoscaler.webhook.ScaleBehaviour.ScaleCall;

/**
 * Stands in for a Data Flow server, for the answers that a real one does not give on
 * demand: streams with their applications and instances, and what a scale call answers
 * and does.
 */
final class DataFlowStandIn implements AutoCloseable {

	private static final Pattern SCALE = Pattern
		.compile("/streams/deployments/scale/([^/]+)/([^/]+)/instances/(-?\\d+)");

	private static final Pattern STREAM = Pattern.compile("/(streams/definitions|runtime/streams)(?:/([^/]+))?");

	private static final String MANIFEST = "/streams/deployments/manifest/";

	private static final String TASK = "/tasks/definitions/";

	private final Map<String, String> definitions = new ConcurrentHashMap<>();

	private final Set<String> tasks = ConcurrentHashMap.newKeySet();

	private final Map<String, String> deployedDefinitions = new ConcurrentHashMap<>();

	private final Map<String, String> manifests = new ConcurrentHashMap<>();

	private final Map<String, Integer> instances = new ConcurrentHashMap<>();

	private final Map<String, Integer> ready = new ConcurrentHashMap<>();

	private final Map<String, Integer> versions = new ConcurrentHashMap<>();

	private final Map<String, String> states = new ConcurrentHashMap<>();

	private final List<String> scaleCalls = new CopyOnWriteArrayList<>();

	private final List<String> paths = new CopyOnWriteArrayList<>();

	private final int port;

	private volatile ScaleBehaviour behaviour = ScaleBehaviour.OBEY;

	private volatile boolean breakingOff;

	private volatile boolean onKubernetes;

	private volatile Consumer<String> interceptor = (path) -> {
	};

	private volatile String skipper = "\"2.8.0\"";

	private volatile String login = "\"authenticationEnabled\":false,\"authenticated\":false,\"username\":null,\"roles\":[]";

	private HttpServer server;

	private ExecutorService executor;

	DataFlowStandIn() {
		this(0);
	}

	DataFlowStandIn(int port) {
		start(port);
		this.port = this.server.getAddress().getPort();
	}

	int port() {
		return this.port;
	}

	String uri() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Defines and deploys a stream, one instance each.
	 * @param name the stream's name
	 * @param dsl the definition
	 * @param applications the applications' names
	 */
	void deploy(String name, String dsl, String... applications) {
		this.definitions.put(name, dsl);
		for (String application : applications) {
			set(name, application, 1);
		}
	}

	/**
	 * Lets the definition that a stream was deployed with differ from the one that was
	 * written.
	 * @param name the stream's name
	 * @param dsl the definition with all properties
	 */
	void deployedAs(String name, String dsl) {
		this.deployedDefinitions.put(name, dsl);
	}

	/**
	 * Lets a running stream be the release of its version, and that one tell what it was
	 * deployed with.
	 * @param name the stream's name
	 * @param manifest the manifest, {@code null} for one that can't be read
	 */
	void released(String name, String manifest) {
		this.manifests.put(name, (manifest != null) ? manifest : "");
	}

	/**
	 * Lets Data Flow reach Skipper, or not.
	 * @param reached whether it does
	 */
	void reachSkipper(boolean reached) {
		this.skipper = reached ? "\"2.8.0\"" : "null";
	}

	/**
	 * Asks for a log-in.
	 * @param user who is logged in, {@code null} for nobody
	 * @param roles the user's roles
	 */
	void login(String user, String... roles) {
		this.login = "\"authenticationEnabled\":true,\"authenticated\":%s,\"username\":%s,\"roles\":[%s]".formatted(
				user != null, (user != null) ? "\"" + user + "\"" : "null",
				Stream.of(roles).map((role) -> "\"" + role + "\"").collect(Collectors.joining(",")));
	}

	/** Refuses the log-in. */
	void refuseLogin() {
		this.login = "";
	}

	/**
	 * Defines a task.
	 * @param name the task's name
	 */
	void task(String name) {
		this.tasks.add(name);
	}

	void set(String stream, String application, int count) {
		scale(stream, application, count);
		state(stream, application, "deployed");
	}

	/**
	 * Lets an application have other instances, in the state of those that it had.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param count how many
	 * @return how many it had before
	 */
	int scale(String stream, String application, int count) {
		this.ready.remove(stream + "/" + application);
		Integer before = this.instances.put(stream + "/" + application, count);
		return (before != null) ? before : 0;
	}

	/**
	 * Lets only some of an application's instances be up, and the others be starting.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @param count how many are up
	 */
	void ready(String stream, String application, int count) {
		this.ready.put(stream + "/" + application, count);
	}

	/**
	 * Deploys a stream's next version; the running counts stay.
	 * @param stream the stream's name
	 */
	void update(String stream) {
		this.versions.merge(stream, 1, Integer::sum);
	}

	/**
	 * Undeploys and destroys a stream.
	 * @param stream the stream's name
	 */
	void forget(String stream) {
		this.definitions.remove(stream);
		this.instances.keySet().removeIf((key) -> key.startsWith(stream + "/"));
	}

	void state(String stream, String application, String state) {
		this.states.put(stream + "/" + application, state);
	}

	void behave(ScaleBehaviour behaviour) {
		this.behaviour = behaviour;
	}

	/** Lets instances be Pods, and what is partially deployed be scaled. */
	void deployToKubernetes() {
		this.onKubernetes = true;
	}

	/**
	 * Lets answers about streams end in the middle, as when the server is stopped.
	 * @param breakingOff whether they do
	 */
	void breakOff(boolean breakingOff) {
		this.breakingOff = breakingOff;
	}

	/**
	 * Does something before each answer about streams is sent, when it is fixed already.
	 * @param interceptor is given the path of the request
	 */
	void intercept(Consumer<String> interceptor) {
		this.interceptor = interceptor;
	}

	int instances(String stream, String application) {
		return this.instances.get(stream + "/" + application);
	}

	/**
	 * The scale calls so far.
	 * @return each as {@code stream/application=count}
	 */
	List<String> scaleCalls() {
		return this.scaleCalls;
	}

	List<String> paths() {
		return this.paths;
	}

	void stop() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	void startAgain() {
		start(this.port);
	}

	@Override
	public void close() {
		stop();
	}

	private void start(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor = Executors.newCachedThreadPool();
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		this.paths.add(path);
		Matcher scale = SCALE.matcher(path);
		Matcher stream = STREAM.matcher(path);
		if (scale.matches()) {
			this.scaleCalls.add("%s/%s=%s".formatted(scale.group(1), scale.group(2), scale.group(3)));
			this.behaviour
				.scale(new ScaleCall(this, exchange, scale.group(1), scale.group(2), Integer.parseInt(scale.group(3))));
		}
		else if (stream.matches() && this.breakingOff) {
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 100);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			exchange.close();
		}
		else if (stream.matches()) {
			boolean definition = stream.group(1).equals("streams/definitions");
			show(exchange, definition, stream.group(2));
		}
		else if (path.startsWith(MANIFEST)) {
			String[] release = path.substring(MANIFEST.length()).split("/");
			String manifest = this.manifests.getOrDefault(release[0], "");
			boolean told = !manifest.isEmpty() && Integer.parseInt(release[1]) == version(release[0]);
			answer(exchange, told ? 200 : 500, told ? DataFlowDocuments.text(manifest) : DataFlowDocuments
				.error("ReleaseNotFoundException", "Release with the name [%s] doesn't exist".formatted(release[0])));
		}
		else if (path.equals("/about")) {
			answer(exchange, 200, """
					{"versionInfo":{"core":{"name":"Spring Cloud Data Flow Core","version":"2.11.5"}},
					"securityInfo":{%s},"runtimeEnvironment":{"appDeployer":{"deployerImplementationVersion":%s},
					"taskLaunchers":[]}}""".formatted(this.login, this.skipper));
		}
		else if (path.equals("/security/info") && this.login.isEmpty()) {
			answer(exchange, 401, "");
		}
		else if (path.equals("/security/info")) {
			answer(exchange, 200, "{%s,\"_links\":{}}".formatted(this.login));
		}
		else if (path.startsWith(TASK)) {
			String task = path.substring(TASK.length());
			answer(exchange, this.tasks.contains(task) ? 200 : 404, this.tasks.contains(task)
					? "{\"name\":\"%s\",\"dslText\":\"timestamp\",\"_links\":{}}".formatted(task) : DataFlowDocuments
						.error("NoSuchTaskDefinitionException", "Could not find task definition named " + task));
		}
		else {
			answer(exchange, 404, "{\"status\":404,\"error\":\"Not Found\",\"path\":\"" + path + "\"}");
		}
	}

	private void show(HttpExchange exchange, boolean definition, String name) throws IOException {
		if (definition && name != null) {
			boolean known = this.definitions.containsKey(name);
			answer(exchange, known ? 200 : 404, known ? definition(name) : DataFlowDocuments
				.error("NoSuchStreamDefinitionException", "Could not find stream definition named " + name));
			return;
		}
		List<String> names = (name != null) ? List.of(name) : List.copyOf(this.definitions.keySet());
		String body = definition
				? DataFlowDocuments.page("streamDefinitionResourceList", names.stream().map(this::definition).toList())
				: DataFlowDocuments.page("streamStatusResourceList", names.stream().map(this::running).toList());
		this.interceptor.accept(exchange.getRequestURI().getRawPath());
		answer(exchange, 200, body);
	}

	private String definition(String name) {
		String dsl = this.definitions.get(name);
		return DataFlowDocuments.definition(name, this.deployedDefinitions.getOrDefault(name, dsl), dsl);
	}

	private String running(String stream) {
		return DataFlowDocuments.running(stream,
				this.manifests.containsKey(stream) ? "\"%d\"".formatted(version(stream)) : "null",
				this.instances.keySet()
					.stream()
					.filter((key) -> key.startsWith(stream + "/"))
					.filter((key) -> !"undeployed".equals(this.states.get(key)))
					.map((key) -> application(stream, key.substring(stream.length() + 1)))
					.toList());
	}

	private Application application(String stream, String name) {
		String key = stream + "/" + name;
		int count = this.instances.get(key);
		return new Application(name, "%s.%s-v%d".formatted(stream, name, version(stream)), count,
				this.ready.getOrDefault(key, count), this.states.get(key), this.onKubernetes);
	}

	private int version(String stream) {
		return 1 + this.versions.getOrDefault(stream, 0);
	}

	static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
