package io.github.dataflowautoscaler.demo.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.demo.http.JsonClient;

/**
 * Where the recipe runs: its servers, and what a stream has to be told to run beside
 * them. Their addresses are known from the beginning, and answer when they are ready.
 */
public interface Environment extends AutoCloseable {

	/**
	 * Starts all servers and waits until they are ready.
	 * @param await how to wait
	 * @throws IllegalStateException if one is not ready in time
	 */
	void start(Await await);

	/**
	 * Fails if a server has ended that nobody will start again.
	 * @throws IllegalStateException if there is one
	 */
	void requireAlive();

	URI dataFlowUri();

	URI prometheusUri();

	/**
	 * Returns the webhook's API.
	 * @return a client that may set policies
	 */
	JsonClient webhookClient();

	/**
	 * Returns where an application can be looked at.
	 * @param stream the stream's name
	 * @param application the application's name
	 * @return the address of its page, empty if a browser here can't reach it
	 */
	Optional<URI> page(String stream, String application);

	/**
	 * Returns where Data Flow finds a stream application.
	 * @param module the module's name, such as {@code time-source}
	 * @return a jar or an image
	 */
	URI application(String module);

	/**
	 * Returns how applications are deployed here.
	 * @return the deployment properties that any stream needs
	 */
	Map<String, String> deploymentProperties();

	/**
	 * Measures the memory of all processes.
	 * @return the sum of the resident sets in bytes, or 0 where nobody tells
	 */
	long residentBytes();

	Path logs();

	/**
	 * Tells how to look at what is left running.
	 * @return some lines for people
	 */
	String description();

	/**
	 * Ends all that was started.
	 */
	@Override
	void close();

}
