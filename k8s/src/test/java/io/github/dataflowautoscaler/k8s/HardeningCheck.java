package io.github.dataflowautoscaler.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;

/**
 * Nothing can do more than it needs, and Kubernetes knows what everything needs.
 */
class HardeningCheck implements Check {

	@Override
	public Stream<String> problems(Cluster cluster) {
		List<String> problems = new ArrayList<>();
		cluster.all(Deployment.class).forEach((deployment) -> {
			String id = Cluster.id(deployment);
			expect(Boolean.valueOf(isBound(cluster, deployment))
				.equals(Cluster.podSpec(deployment).getAutomountServiceAccountToken()), id,
					"automountServiceAccountToken", "Kubernetes' API is the business of those that have a Role",
					problems);
			examine(id, Cluster.podSpec(deployment), problems);
			Cluster.containers(deployment).forEach((container) -> examine(id, container, problems));
			Cluster.podSpec(deployment).getContainers().forEach((container) -> probes(id, container, problems));
			expect(isFenced(cluster, deployment), id, "spec.template", "no NetworkPolicy for both directions",
					problems);
		});
		cluster.all(Service.class)
			.forEach((service) -> expect("ClusterIP".equals(service.getSpec().getType()), Cluster.id(service),
					"spec.type", "open to others than the cluster", problems));
		cluster.find(Deployment.class, "alert-webhook")
			.ifPresent(
					(webhook) -> expect(
							cluster.all(PodDisruptionBudget.class)
								.anyMatch((budget) -> cluster.selectedBy(budget.getSpec().getSelector())
									.contains(webhook)),
							Cluster.id(webhook), "spec.template", "no PodDisruptionBudget", problems));
		return problems.stream();
	}

	private static void examine(String id, PodSpec pod, List<String> problems) {
		expect(pod.getSecurityContext() != null && Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot()), id,
				"securityContext.runAsNonRoot", "may be root", problems);
		expect(pod.getSecurityContext() != null && pod.getSecurityContext().getSeccompProfile() != null, id,
				"securityContext.seccompProfile", "may call anything", problems);
	}

	private static void examine(String id, Container container, List<String> problems) {
		String field = "containers." + container.getName() + ".";
		String image = container.getImage();
		expect(image.contains("@sha256:") || image.matches(".+:(?!latest$)[^/:]+"), id, field + "image",
				image + " is not pinned", problems);
		SecurityContext context = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
		expect(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), id,
				field + "securityContext.readOnlyRootFilesystem", "may write anywhere", problems);
		expect(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), id,
				field + "securityContext.allowPrivilegeEscalation", "may become more", problems);
		expect(context.getCapabilities() != null && context.getCapabilities().getDrop().contains("ALL"), id,
				field + "securityContext.capabilities", "has capabilities", problems);
		ResourceRequirements resources = Objects.requireNonNullElseGet(container.getResources(),
				ResourceRequirements::new);
		expect(resources.getRequests() != null && resources.getRequests().containsKey("cpu")
				&& resources.getRequests().containsKey("memory"), id, field + "resources.requests", "asks for nothing",
				problems);
		expect(resources.getLimits() != null && resources.getLimits().containsKey("memory"), id,
				field + "resources.limits", "may take all the memory", problems);
	}

	private static void probes(String id, Container container, List<String> problems) {
		expect(container.getStartupProbe() != null && container.getReadinessProbe() != null
				&& container.getLivenessProbe() != null, id, "containers." + container.getName(),
				"startupProbe, readinessProbe or livenessProbe is missing", problems);
	}

	private static boolean isBound(Cluster cluster, Deployment deployment) {
		return cluster.all(RoleBinding.class)
			.flatMap((binding) -> binding.getSubjects().stream())
			.anyMatch((subject) -> subject.getName().equals(Cluster.podSpec(deployment).getServiceAccountName()));
	}

	private static boolean isFenced(Cluster cluster, Deployment deployment) {
		return cluster.all(NetworkPolicy.class)
			.anyMatch((policy) -> policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
					&& cluster.selectedBy(policy.getSpec().getPodSelector()).contains(deployment));
	}

	private static void expect(boolean fine, String object, String field, String what, List<String> problems) {
		if (!fine) {
			problems.add("%s: %s: %s".formatted(object, field, what));
		}
	}

}
