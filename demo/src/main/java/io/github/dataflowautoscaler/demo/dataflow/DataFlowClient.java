package io.github.dataflowautoscaler.demo.dataflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.cloud.dataflow.core.ApplicationType;
import org.springframework.cloud.dataflow.rest.client.DataFlowClientException;
import org.springframework.cloud.dataflow.rest.client.DataFlowTemplate;
import org.springframework.cloud.dataflow.rest.client.StreamOperations;
import org.springframework.cloud.skipper.domain.PackageIdentifier;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Data Flow as its own REST client sees it, which the webhook does not use. What fails is
 * an {@link UncheckedIOException}.
 */
public final class DataFlowClient {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final URI server;

	private @Nullable DataFlowTemplate template;

	public DataFlowClient(URI server) {
		this.server = server;
	}

	/**
	 * Registers an application, also over one of the same name.
	 * @param type {@code source}, {@code processor} or {@code sink}
	 * @param name the name to use in stream definitions
	 * @param jar where the executable jar is
	 */
	public void register(String type, String name, URI jar) {
		ask((client) -> client.appRegistryOperations()
			.register(name, ApplicationType.valueOf(type), jar.toString(), null, true));
	}

	public void createStream(String stream, String definition) {
		order((streams) -> streams.createStream(stream, definition, "", false));
	}

	public void deploy(String stream, Map<String, String> properties) {
		order((streams) -> streams.deploy(stream, properties));
	}

	/**
	 * Updates a deployed stream; the applications whose properties change are replaced.
	 * @param stream the stream's name
	 * @param properties the deployment properties that change
	 */
	public void update(String stream, Map<String, String> properties) {
		PackageIdentifier identifier = new PackageIdentifier();
		identifier.setPackageName(stream);
		order((streams) -> streams.updateStream(stream, stream, identifier, properties, false, List.of()));
	}

	/**
	 * Asks for a number of instances. Data Flow also says yes where nothing will happen,
	 * so look at {@link #instances(String)} afterwards.
	 * @param stream the stream's name
	 * @param application the application's name or label
	 * @param instances the number of instances
	 */
	public void scale(String stream, String application, int instances) {
		order((streams) -> streams.scaleApplicationInstances(stream, application, instances, Map.of()));
	}

	public void undeploy(String stream) {
		order((streams) -> streams.undeploy(stream));
	}

	public void destroy(String stream) {
		order((streams) -> streams.destroy(stream));
	}

	/**
	 * Returns what the applications of a stream have logged.
	 * @param stream the stream's name
	 * @return the logs, one after the other
	 */
	public String logs(String stream) {
		String logs = ask((client) -> client.streamOperations().streamExecutionLog(stream));
		return JsonMapper.shared()
			.readTree(logs)
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
		return ask((client) -> client.streamOperations().getStreamDefinition(stream).getStatus());
	}

	/**
	 * Returns the instances of all applications of a stream, in whatever state.
	 * @param stream the stream's name
	 * @return the instances that the runtime API lists
	 */
	public List<AppInstance> instances(String stream) {
		return ask((client) -> client.runtimeOperations()
			.streamStatus(stream)
			.getContent()
			.stream()
			.flatMap((status) -> status.getApplications().getContent().stream())
			.flatMap((application) -> application.getInstances()
				.getContent()
				.stream()
				.map((instance) -> new AppInstance(application.getName(), instance.getInstanceId(),
						instance.getState())))
			.toList());
	}

	private void order(Consumer<StreamOperations> action) {
		ask((client) -> {
			action.accept(client.streamOperations());
			return client;
		});
	}

	private <T> T ask(Function<DataFlowTemplate, T> action) {
		try {
			return action.apply(template());
		}
		catch (RestClientException | DataFlowClientException ex) {
			throw new UncheckedIOException(new IOException(this.server + ": " + ex.getMessage(), ex));
		}
	}

	/** Its constructor asks the server, which need not be there yet. */
	private synchronized DataFlowTemplate template() {
		if (this.template == null) {
			this.template = new DataFlowTemplate(this.server, restTemplate(), new ObjectMapper());
		}
		return this.template;
	}

	private static RestTemplate restTemplate() {
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
		requests.setReadTimeout((int) TIMEOUT.toMillis());
		RestTemplate template = DataFlowTemplate.getDefaultDataflowRestTemplate();
		template.setRequestFactory(requests);
		return template;
	}

}
