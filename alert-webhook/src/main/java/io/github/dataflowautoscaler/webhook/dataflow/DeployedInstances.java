package io.github.dataflowautoscaler.webhook.dataflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;

/**
 * Finds out where the deployed instances of an application are. Most platforms tell a
 * URL.
 */
final class DeployedInstances {

	private DeployedInstances() {
	}

	/**
	 * Lists an application's deployed instances that have an address.
	 * @param application the application
	 * @return the instances
	 */
	static List<RunningApplication.Instance> of(RuntimeApplication application) {
		return application.list()
			.stream()
			.filter((instance) -> "deployed".equals(instance.state()))
			.flatMap((instance) -> uri(instance).stream()
				.filter((uri) -> uri.getAuthority() != null)
				.map((uri) -> new RunningApplication.Instance(guid(instance), "https".equalsIgnoreCase(uri.getScheme()),
						uri.getAuthority())))
			.toList();
	}

	private static Optional<URI> uri(Instance instance) {
		try {
			return Optional.of(new URI(instance.attribute("url")));
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private static String guid(Instance instance) {
		String guid = instance.attribute("guid");
		return guid.isEmpty() ? instance.instanceId() : guid;
	}

}
