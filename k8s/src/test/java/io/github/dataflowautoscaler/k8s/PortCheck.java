package io.github.dataflowautoscaler.k8s;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * Every port that is named is served.
 */
class PortCheck implements Check {

	@Override
	public Stream<String> problems(Cluster cluster) {
		return Stream.of(services(cluster), probes(cluster), policies(cluster), monitors(cluster))
			.flatMap((problems) -> problems);
	}

	private static Stream<String> services(Cluster cluster) {
		return cluster.all(Service.class)
			.flatMap((service) -> service.getSpec()
				.getPorts()
				.stream()
				.flatMap((port) -> unserved(Cluster.id(service) + ": spec.ports." + port.getName() + ".targetPort",
						target(port), cluster.selectedBy(service.getSpec().getSelector()))));
	}

	private static IntOrString target(ServicePort port) {
		return (port.getTargetPort() != null) ? port.getTargetPort() : new IntOrString(port.getPort());
	}

	private static Stream<String> probes(Cluster cluster) {
		return cluster.all(Deployment.class)
			.flatMap((deployment) -> Cluster.containers(deployment)
				.stream()
				.flatMap((container) -> Stream
					.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
					.filter(Objects::nonNull)
					.map(PortCheck::port)
					.filter((port) -> !serves(container, port))
					.map((port) -> nobody(Cluster.id(deployment) + ": probe of " + container.getName(), port))));
	}

	private static IntOrString port(Probe probe) {
		return (probe.getHttpGet() != null) ? probe.getHttpGet().getPort() : probe.getTcpSocket().getPort();
	}

	/** A rule about Pods that are others' names a number, and only they know it. */
	private static Stream<String> policies(Cluster cluster) {
		return cluster.all(NetworkPolicy.class).flatMap((policy) -> {
			Stream<String> in = policy.getSpec()
				.getIngress()
				.stream()
				.flatMap((rule) -> rule.getPorts().stream())
				.map(NetworkPolicyPort::getPort)
				.flatMap((port) -> unserved(Cluster.id(policy) + ": spec.ingress.ports", port,
						cluster.selectedBy(policy.getSpec().getPodSelector())));
			Stream<String> out = policy.getSpec()
				.getEgress()
				.stream()
				.flatMap((rule) -> rule.getTo()
					.stream()
					.filter((peer) -> !cluster.selectedBy(peer.getPodSelector()).isEmpty())
					.flatMap((peer) -> rule.getPorts()
						.stream()
						.flatMap((port) -> unserved(Cluster.id(policy) + ": spec.egress.ports", port.getPort(),
								cluster.selectedBy(peer.getPodSelector())))));
			return Stream.concat(in, out);
		});
	}

	private static Stream<String> monitors(Cluster cluster) {
		return cluster.all(ServiceMonitor.class)
			.flatMap((monitor) -> monitor.getSpec()
				.getEndpoints()
				.stream()
				.map(Endpoint::getPort)
				.filter((name) -> monitored(cluster, monitor).stream()
					.flatMap((service) -> service.getSpec().getPorts().stream())
					.noneMatch((port) -> Objects.equals(port.getName(), name)))
				.map((name) -> "%s: spec.endpoints.port: no Service that is selected has a port %s"
					.formatted(Cluster.id(monitor), name)));
	}

	static List<Service> monitored(Cluster cluster, ServiceMonitor monitor) {
		return cluster.all(Service.class)
			.filter((service) -> service.getMetadata()
				.getLabels()
				.entrySet()
				.containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
			.toList();
	}

	private static Stream<String> unserved(String field, IntOrString port, List<Deployment> deployments) {
		return deployments.stream()
			.filter((deployment) -> Cluster.podSpec(deployment)
				.getContainers()
				.stream()
				.noneMatch((container) -> serves(container, port)))
			.map((deployment) -> nobody(field, port) + " in " + Cluster.id(deployment));
	}

	private static boolean serves(Container container, IntOrString port) {
		return container.getPorts().stream().anyMatch((served) -> is(served, port));
	}

	private static boolean is(ContainerPort served, IntOrString port) {
		return Objects.equals(served.getName(), port.getStrVal())
				|| Objects.equals(served.getContainerPort(), port.getIntVal());
	}

	private static String nobody(String field, IntOrString port) {
		return "%s: no container serves the port %s".formatted(field,
				(port.getStrVal() != null) ? port.getStrVal() : port.getIntVal());
	}

}
