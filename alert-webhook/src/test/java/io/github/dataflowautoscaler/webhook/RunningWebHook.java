package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole application on a free port, with a database that outlives it, so that a test
 * can end it and start it again. Waiting times are short.
 */
public final class RunningWebHook implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private RunningWebHook(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static RunningWebHook start(Path directory, String dataFlow, String... more) {
		return start(Clock.systemUTC(), directory, dataFlow, more);
	}

	/**
	 * Starts it on a system whose clock may be wrong.
	 * @param systemClock the system's clock
	 * @param directory where its database is
	 * @param dataFlow Data Flow's address
	 * @param more more arguments
	 * @return the application
	 */
	static RunningWebHook start(Clock systemClock, Path directory, String dataFlow, String... more) {
		return on(systemClock, "jdbc:h2:file:" + directory.resolve("db"), dataFlow, more);
	}

	/**
	 * Starts it on a database of any kind.
	 * @param database the database's URL
	 * @param dataFlow Data Flow's address
	 * @param more more arguments
	 * @return the application
	 */
	public static RunningWebHook on(String database, String dataFlow, String... more) {
		return on(Clock.systemUTC(), database, dataFlow, more);
	}

	private static RunningWebHook on(Clock systemClock, String database, String dataFlow, String... more) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.datasource.url=" + database,
				"--spring.cloud.dataflow.client.server-uri=" + dataFlow, "--autoscale.dataflow.refresh-interval=200ms",
				"--autoscale.dataflow.read-timeout=1s", "--autoscale.scaling.poll-interval=50ms",
				"--autoscale.scaling.retry-interval=50ms", "--autoscale.scaling.unanswered-timeout=1s",
				"--autoscale.scaling.read-back-timeout=2s", "--autoscale.requests.max-read-time=1s"));
		for (String argument : more) {
			// Of an option that is given twice both values would count.
			arguments.removeIf((given) -> given.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			arguments.add(argument);
		}
		SpringApplication application = new SpringApplication(AlertWebHookApplication.class);
		application.addInitializers((context) -> context.getBeanFactory().addBeanPostProcessor(replace(systemClock)),
				HastyScheduler::register);
		return new RunningWebHook(application.run(arguments.toArray(String[]::new)));
	}

	private static BeanPostProcessor replace(Clock systemClock) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return name.equals("systemClock") ? systemClock : bean;
			}

		};
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean hasBean(String name) {
		return this.context.containsBean(name);
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	public HttpResponse<String> policy(String stream, String application, String settings) {
		return send("PUT", "/api/policies/" + stream + "/" + application, BodyPublishers.ofString(settings));
	}

	public HttpResponse<String> alert(String... alerts) {
		return post("{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[" + String.join(",", alerts) + "]}");
	}

	public HttpResponse<String> post(String body) {
		return send("POST", "/alert", BodyPublishers.ofString(body));
	}

	public HttpResponse<String> get(String path) {
		return send("GET", path, BodyPublishers.noBody());
	}

	public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.header("Content-Type", "application/json")
			.method(method, body);
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads a part of the history, newest first, without the changes of policies.
	 * @param field the field of each decision
	 * @return the field's values
	 */
	List<Object> history(String field) {
		return JsonPath.read(get("/api/history").body(), "$[?(@.direction)]." + field);
	}

	/**
	 * Reads what each alert of an answer got.
	 * @param answer the answer to a notification
	 * @return the results, in the order of the alerts
	 */
	static List<String> results(HttpResponse<String> answer) {
		return JsonPath.read(answer.body(), "$.alerts[*].result");
	}

	@Override
	public void close() {
		this.context.close();
	}

}
