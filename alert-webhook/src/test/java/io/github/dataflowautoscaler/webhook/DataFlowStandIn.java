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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a Data Flow server, for the answers that a real one does not give on
 * demand: streams with their applications and instances, and what a scale call answers
 * and does.
 */
final class DataFlowStandIn implements AutoCloseable {

	private static final Pattern SCALE = Pattern
		.compile("/streams/deployments/scale/([^/]+)/([^/]+)/instances/(-?\\d+)");

	private static final Pattern STREAM = Pattern.compile("/(streams/definitions|runtime/streams)(?:/([^/]+))?");

	private static final String TASK = "/tasks/definitions/";

	private final Map<String, String> definitions = new ConcurrentHashMap<>();

	private final Set<String> tasks = ConcurrentHashMap.newKeySet();

	private final Map<String, String> deployedDefinitions = new ConcurrentHashMap<>();

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
		this.instances.put(stream + "/" + application, count);
		this.ready.remove(stream + "/" + application);
		this.states.put(stream + "/" + application, "deployed");
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
			this.behaviour.scale(new ScaleCall(this, exchange, scale.group(1) + "/" + scale.group(2),
					Integer.parseInt(scale.group(3))));
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
			answer(exchange, this.tasks.contains(task) ? 200 : 404,
					this.tasks.contains(task)
							? "{\"name\":\"%s\",\"dslText\":\"timestamp\",\"_links\":{}}".formatted(task)
							: error("NoSuchTaskDefinitionException", "Could not find task definition named " + task));
		}
		else {
			answer(exchange, 404, "{\"status\":404,\"error\":\"Not Found\",\"path\":\"" + path + "\"}");
		}
	}

	private void show(HttpExchange exchange, boolean definition, String name) throws IOException {
		if (definition && name != null) {
			String dsl = this.definitions.get(name);
			answer(exchange, (dsl != null) ? 200 : 404, (dsl != null) ? definition(name, dsl)
					: error("NoSuchStreamDefinitionException", "Could not find stream definition named " + name));
			return;
		}
		List<String> names = (name != null) ? List.of(name) : List.copyOf(this.definitions.keySet());
		String body = definition
				? page("streamDefinitionResourceList",
						names.stream().map((each) -> definition(each, this.definitions.get(each))).toList())
				: page("streamStatusResourceList", names.stream().map(this::running).toList());
		this.interceptor.accept(exchange.getRequestURI().getRawPath());
		answer(exchange, 200, body);
	}

	private String definition(String name, String dsl) {
		return "{\"name\":\"%s\",\"dslText\":\"%s\",\"originalDslText\":\"%s\",\"status\":\"deployed\",\"_links\":{}}"
			.formatted(name, this.deployedDefinitions.getOrDefault(name, dsl), dsl);
	}

	private String running(String stream) {
		List<String> applications = this.instances.keySet()
			.stream()
			.filter((key) -> key.startsWith(stream + "/"))
			.filter((key) -> !"undeployed".equals(this.states.get(key)))
			.map((key) -> application(stream, key.substring(stream.length() + 1)))
			.toList();
		return "{\"name\":\"%s\",\"version\":\"1\",\"applications\":%s}".formatted(stream,
				embedded("appStatusResourceList", applications));
	}

	private String application(String stream, String name) {
		String key = stream + "/" + name;
		int count = this.instances.get(key);
		int up = this.ready.getOrDefault(key, count);
		String state = (up < count) ? "deploying" : this.states.get(key);
		String deployment = "%s.%s-v%d".formatted(stream, name, 1 + this.versions.getOrDefault(stream, 0));
		List<String> each = IntStream.range(0, count)
			.mapToObj((index) -> """
					{"instanceId":"%s-%d","state":"%s","guid":"%d","attributes":{"guid":"%d",
					%s,"skipper.application.name":"%s"}}""".formatted(deployment, index,
					(index < up) ? instance(index, this.states.get(key)) : "deploying", 20000 + index, 20000 + index,
					place(deployment, index), name))
			.toList();
		return "{\"deploymentId\":\"%s\",\"name\":\"%s\",\"state\":\"%s\",\"instances\":%s}".formatted(deployment,
				each.isEmpty() ? "no-instances" : name, state, embedded("appInstanceStatusResourceList", each));
	}

	private String place(String deployment, int index) {
		return this.onKubernetes ? "\"pod.name\":\"%s-%d\"".formatted(deployment.replace('.', '-'), index)
				: "\"url\":\"http://127.0.0.1:%d\"".formatted(20000 + index);
	}

	/** Of a partially deployed application the first instance has failed. */
	private static String instance(int index, String state) {
		return !"partial".equals(state) ? state : (index == 0) ? "failed" : "deployed";
	}

	private static String page(String relation, List<String> elements) {
		return embedded(relation, elements).replaceFirst("}$",
				(elements.isEmpty() ? "" : ",") + "\"page\":{\"size\":200,\"totalPages\":1,\"number\":0}}");
	}

	private static String embedded(String relation, List<String> elements) {
		return elements.isEmpty() ? "{}"
				: elements.stream().collect(Collectors.joining(",", "{\"_embedded\":{\"" + relation + "\":[", "]}}"));
	}

	static String error(String logref, String message) {
		return "{\"_embedded\":{\"errors\":[{\"logref\":\"%s\",\"message\":\"%s\",\"_links\":{}}]}}".formatted(logref,
				message);
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	/** What a scale call does and answers. */
	@FunctionalInterface
	interface ScaleBehaviour {

		/** Does it, and says so. */
		ScaleBehaviour OBEY = (call) -> {
			call.obey();
			call.answer(201, "");
		};

		/** Says so, and does nothing: what happens for an application it doesn't know. */
		ScaleBehaviour PRETEND = (call) -> call.answer(201, "");

		/** Does it, and an instance crashes. */
		ScaleBehaviour CRASH = (call) -> {
			call.obey();
			call.dataFlow().states.put(call.key(), "partial");
			call.answer(201, "");
		};

		/** Does it, and all instances are up. */
		ScaleBehaviour RECOVER = (call) -> {
			call.obeyAndRecover();
			call.answer(201, "");
		};

		/** Another change of the stream is in progress. */
		ScaleBehaviour BUSY = (call) -> call.answer(500,
				error("SkipperException", "Statemachine is not in state ready to do SCALE for release"));

		/** The stream is gone. */
		ScaleBehaviour NO_RELEASE = (call) -> call.answer(500,
				error("ReleaseNotFoundException", "Release with the name [gone] doesn't exist"));

		/** Skipper's authorization rules have none for scaling. */
		ScaleBehaviour SKIPPER_FORBIDS = (call) -> call.answer(500,
				error("HttpClientErrorException.Forbidden", "403 : [no body]"));

		void scale(ScaleCall call) throws IOException;

	}

	/**
	 * A scale call.
	 *
	 * @param key stream and application
	 * @param count the instances asked for
	 */
	record ScaleCall(DataFlowStandIn dataFlow, HttpExchange exchange, String key, int count) {

		void obey() {
			this.dataFlow.instances.put(this.key, this.count);
			this.dataFlow.ready.remove(this.key);
		}

		/** The instances exist, and those that are new are not up. */
		void obeyButStartNone() {
			this.dataFlow.ready.put(this.key, this.dataFlow.instances.put(this.key, this.count));
		}

		/** The instances that are left are up. */
		void obeyAndRecover() {
			this.dataFlow.states.put(this.key, "deployed");
			obey();
		}

		void answer(int status, String body) throws IOException {
			DataFlowStandIn.answer(this.exchange, status, body);
		}

	}

}
