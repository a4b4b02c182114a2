package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Data Flow's REST API that autoscaling needs.
 */
interface DataFlowApi {

	@GetExchange("/streams/definitions/{stream}")
	Definition definition(@PathVariable String stream);

	@GetExchange("/streams/definitions")
	Listing<Definition> definitions(@RequestParam int page, @RequestParam int size);

	/**
	 * Reads the running applications of one stream; those of an undeployed stream are
	 * none.
	 * @param stream the stream's name
	 * @return a page with at most one stream
	 */
	@GetExchange("/runtime/streams/{stream}")
	Listing<RuntimeStream> runtime(@PathVariable String stream);

	@GetExchange("/runtime/streams")
	Listing<RuntimeStream> runtime(@RequestParam int page, @RequestParam int size);

	/**
	 * Reads what the applications of a stream were deployed with.
	 * @param stream the stream's name
	 * @param version the version of its release
	 * @return the manifest
	 */
	@GetExchange("/streams/deployments/manifest/{stream}/{version}")
	Manifest manifest(@PathVariable String stream, @PathVariable String version);

	@GetExchange("/about")
	ResponseEntity<About> about();

	@GetExchange("/security/info")
	SecurityInfo securityInfo();

	@GetExchange("/tasks/definitions/{task}")
	Task task(@PathVariable String task);

	/**
	 * Asks for a number of instances. The answer 201 comes even for an application that
	 * does not exist.
	 * @param stream the stream's name
	 * @param application the application's name or label
	 * @param count the number of instances
	 */
	@PostExchange("/streams/deployments/scale/{stream}/{application}/instances/{count}")
	void scale(@PathVariable String stream, @PathVariable String application, @PathVariable int count);

	/**
	 * A stream definition.
	 *
	 * @param name the stream's name
	 * @param dslText the definition, put together anew by Data Flow with secrets redacted
	 * @param originalDslText the definition as it was written
	 * @param status the stream's state, such as {@code deployed} or {@code undeployed}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Definition(String name, @Nullable String dslText, @Nullable String originalDslText,
			@Nullable String status) {
	}

	/**
	 * What the server says of itself.
	 *
	 * @param versionInfo its versions
	 * @param runtimeEnvironment what it deploys with
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record About(@Nullable VersionInfo versionInfo, @Nullable RuntimeEnvironment runtimeEnvironment) {

		/**
		 * Versions.
		 *
		 * @param core the server's
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record VersionInfo(@Nullable Core core) {
		}

		/**
		 * The server's core.
		 *
		 * @param version its version
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Core(@Nullable String version) {
		}

		/**
		 * What the server deploys with.
		 *
		 * @param appDeployer what deploys streams; nothing in it is known while Skipper
		 * can't be reached
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record RuntimeEnvironment(@Nullable Deployer appDeployer) {
		}

		/**
		 * Skipper.
		 *
		 * @param deployerImplementationVersion its version
		 */
		@JsonIgnoreProperties(ignoreUnknown = true)
		record Deployer(@Nullable String deployerImplementationVersion) {
		}

	}

	/**
	 * Who is logged in.
	 *
	 * @param authenticationEnabled whether the server requires a log-in
	 * @param authenticated whether somebody is logged in
	 * @param username who
	 * @param roles what the user may do
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record SecurityInfo(boolean authenticationEnabled, boolean authenticated, @Nullable String username,
			@Nullable List<String> roles) {
	}

	/**
	 * A task definition.
	 *
	 * @param name the task's name
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Task(String name) {
	}

	/**
	 * What a release was deployed with.
	 *
	 * @param text documents in YAML, one for each application, with every secret in them
	 */
	record Manifest(String text) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public Manifest {
		}

		/** Keeps secrets out of logs. */
		@Override
		public String toString() {
			return "Manifest";
		}

	}

	/**
	 * A running stream.
	 *
	 * @param name the stream's name
	 * @param version the version of its release in Skipper, which every deployment,
	 * update and rollback changes, and scaling does not; {@code no apps} if nothing runs
	 * @param applications its applications
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record RuntimeStream(String name, @Nullable String version, @Nullable Listing<RuntimeApplication> applications) {

		List<RuntimeApplication> list() {
			return (this.applications != null) ? this.applications.list() : List.of();
		}

	}

	/**
	 * A running application.
	 *
	 * @param deploymentId the platform's name of it, which changes with each update
	 * @param name the application's name or label
	 * @param state its state, such as {@code deployed}
	 * @param instances its instances
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record RuntimeApplication(String deploymentId, @Nullable String name, @Nullable String state,
			@Nullable Listing<Instance> instances) {

		List<Instance> list() {
			return (this.instances != null) ? this.instances.list() : List.of();
		}

	}

	/**
	 * An instance of an application.
	 *
	 * @param instanceId the platform's name of it
	 * @param state its state, such as {@code deployed}
	 * @param attributes what the platform tells of it; some values may be {@code null}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Instance(String instanceId, @Nullable String state, @Nullable Map<String, @Nullable String> attributes) {

		/**
		 * Looks an attribute up.
		 * @param name the attribute's name
		 * @return its value, empty if it is missing
		 */
		String attribute(String name) {
			String value = (this.attributes != null) ? this.attributes.get(name) : null;
			return (value != null) ? value : "";
		}

	}

}
