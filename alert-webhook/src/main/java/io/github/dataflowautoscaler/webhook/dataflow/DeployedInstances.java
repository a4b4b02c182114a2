package io.github.dataflowautoscaler.webhook.dataflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.Instance;
import io.github.dataflowautoscaler.webhook.dataflow.DataFlowApi.RuntimeApplication;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the deployed instances of an application are. Most platforms give the
 * URL of each instance. On Kubernetes the URL is at best that of a load balancer for all
 * instances, but the address of each instance is given.
 */
final class DeployedInstances {

	private DeployedInstances() {
	}

	/**
	 * Lists an application's deployed instances that have an address.
	 * @param application the application
	 * @param podPort the port to use where only an address is given, {@code null} if it
	 * is unknown
	 * @return the instances
	 */
	static List<RunningApplication.Instance> of(RuntimeApplication application, @Nullable Integer podPort) {
		return application.list()
			.stream()
			.filter((instance) -> "deployed".equals(instance.state()))
			.flatMap((instance) -> uri(instance, podPort).stream()
				.filter((uri) -> uri.getAuthority() != null)
				.map((uri) -> new RunningApplication.Instance(guid(instance), "https".equalsIgnoreCase(uri.getScheme()),
						uri.getAuthority())))
			.toList();
	}

	private static Optional<URI> uri(Instance instance, @Nullable Integer podPort) {
		String ip = instance.attribute("pod.ip");
		try {
			if (instance.attribute("pod.name").isEmpty()) {
				return Optional.of(new URI(instance.attribute("url")));
			}
			return (ip.isEmpty() || podPort == null) ? Optional.empty()
					: Optional.of(new URI("http", null, ip, podPort, null, null, null));
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
