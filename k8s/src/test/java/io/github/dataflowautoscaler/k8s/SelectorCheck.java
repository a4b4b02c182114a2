package io.github.dataflowautoscaler.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * Every selector selects something.
 */
class SelectorCheck implements Check {

	/** By this label it shows that a selector means something of the overlay itself. */
	private static final Map<String, String> OURS = Map.of("app.kubernetes.io/part-of", "dataflow-autoscaler");

	@Override
	public Stream<String> problems(Cluster cluster) {
		return Stream
			.of(deployments(cluster), services(cluster), budgets(cluster), policies(cluster), monitors(cluster))
			.flatMap((problems) -> problems);
	}

	private static Stream<String> deployments(Cluster cluster) {
		return cluster.all(Deployment.class)
			.flatMap((deployment) -> Stream
				.concat(Stream.of(deployment.getSpec().getSelector()),
						Cluster.podSpec(deployment)
							.getTopologySpreadConstraints()
							.stream()
							.map((constraint) -> constraint.getLabelSelector()))
				.filter((selector) -> !cluster.selectedBy(selector).contains(deployment))
				.map((selector) -> "%s: spec.selector: %s does not match the labels of its own Pods, %s"
					.formatted(Cluster.id(deployment), selector.getMatchLabels(), Cluster.podLabels(deployment))));
	}

	private static Stream<String> services(Cluster cluster) {
		return cluster.all(Service.class)
			.filter((service) -> cluster.selectedBy(service.getSpec().getSelector()).size() != 1)
			.map((service) -> nobody(Cluster.id(service), "spec.selector", service.getSpec().getSelector()));
	}

	private static Stream<String> budgets(Cluster cluster) {
		return cluster.all(PodDisruptionBudget.class)
			.filter((budget) -> cluster.selectedBy(budget.getSpec().getSelector()).isEmpty())
			.map((budget) -> nobody(Cluster.id(budget), "spec.selector",
					budget.getSpec().getSelector().getMatchLabels()));
	}

	private static Stream<String> policies(Cluster cluster) {
		return cluster.all(NetworkPolicy.class)
			.flatMap((policy) -> Stream.concat(
					selectsNobody(cluster, policy, "spec.podSelector", policy.getSpec().getPodSelector()),
					peers(policy).map(NetworkPolicyPeer::getPodSelector)
						.filter((selector) -> selector != null && selector.getMatchLabels() != null
								&& selector.getMatchLabels().entrySet().containsAll(OURS.entrySet()))
						.flatMap((selector) -> selectsNobody(cluster, policy, "podSelector of a peer", selector))));
	}

	private static Stream<NetworkPolicyPeer> peers(NetworkPolicy policy) {
		return Stream.concat(policy.getSpec().getIngress().stream().flatMap((rule) -> rule.getFrom().stream()),
				policy.getSpec().getEgress().stream().flatMap((rule) -> rule.getTo().stream()));
	}

	/** Not two: what is scraped through two Services counts twice. */
	private static Stream<String> monitors(Cluster cluster) {
		return cluster.all(ServiceMonitor.class)
			.filter((monitor) -> PortCheck.monitored(cluster, monitor).size() != 1)
			.map((monitor) -> "%s: spec.selector: %s selects %s Services".formatted(Cluster.id(monitor),
					monitor.getSpec().getSelector().getMatchLabels(), PortCheck.monitored(cluster, monitor).size()));
	}

	private static Stream<String> selectsNobody(Cluster cluster, NetworkPolicy policy, String field,
			LabelSelector selector) {
		List<Deployment> selected = cluster.selectedBy(selector);
		return selected.isEmpty() ? Stream.of(nobody(Cluster.id(policy), field, selector.getMatchLabels()))
				: Stream.empty();
	}

	private static String nobody(String object, String field, Map<String, String> labels) {
		return "%s: %s: %s does not select the Pods of one Deployment".formatted(object, field, labels);
	}

}
