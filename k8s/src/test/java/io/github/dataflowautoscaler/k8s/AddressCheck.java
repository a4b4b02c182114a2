package io.github.dataflowautoscaler.k8s;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.AlertmanagerConfig;

/**
 * Every address of a program of the overlay leads to one of its Services.
 */
class AddressCheck implements Check {

	/** With the namespace behind the name where somebody from another one uses it. */
	private static final Pattern OURS = Pattern
		.compile("((?:alert-?webhook|autoscale)[a-z-]*)(?:\\.([a-z0-9-]+)(?:\\.svc)?)?:(\\d+)");

	@Override
	public Stream<String> problems(Cluster cluster) {
		Stream<String> variables = cluster.all(ConfigMap.class)
			.flatMap((map) -> map.getData().entrySet().stream().filter((entry) -> !entry.getKey().contains(".")))
			.map(Map.Entry::getValue)
			.flatMap((value) -> unknown(cluster, "ConfigMap/alert-webhook-environment: data", value));
		Stream<String> commands = cluster.all(Deployment.class)
			.flatMap((deployment) -> Cluster.containers(deployment)
				.stream()
				.flatMap((container) -> Stream.concat(container.getCommand().stream(), container.getArgs().stream()))
				.flatMap((text) -> unknown(cluster, Cluster.id(deployment) + ": command", text)));
		Stream<String> receivers = cluster.all(AlertmanagerConfig.class)
			.flatMap((config) -> config.getSpec()
				.getReceivers()
				.stream()
				.flatMap((receiver) -> receiver.getWebhookConfigs().stream())
				.flatMap((webhook) -> unknown(cluster, Cluster.id(config) + ": spec.receivers.webhookConfigs.url",
						webhook.getUrl())));
		return Stream.of(variables, commands, receivers).flatMap((problems) -> problems);
	}

	/**
	 * Looks for addresses in a text.
	 * @param cluster the objects
	 * @param where the object and the field that the text is from
	 * @param text the text
	 * @return the ones that lead nowhere
	 */
	static Stream<String> unknown(Cluster cluster, String where, String text) {
		return OURS.matcher(text)
			.results()
			.filter((address) -> cluster.find(Service.class, address.group(1))
				.filter((service) -> leadsTo(service, address))
				.isEmpty())
			.map((address) -> "%s: there is no Service %s".formatted(where, address.group()));
	}

	private static boolean leadsTo(Service service, MatchResult address) {
		return (address.group(2) == null || address.group(2).equals(namespace(service))) && service.getSpec()
			.getPorts()
			.stream()
			.anyMatch((port) -> port.getPort().equals(Integer.valueOf(address.group(3))));
	}

	private static String namespace(HasMetadata object) {
		return object.getMetadata().getNamespace();
	}

}
