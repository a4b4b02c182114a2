package io.github.dataflowautoscaler.k8s;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1alpha1.AlertmanagerConfig;

/**
 * What is referred to is there, and what is there is referred to.
 */
class ReferenceCheck implements Check {

	/** Prometheus mounts the one and Grafana finds the other; neither is applied here. */
	private static final Set<Reference> USED_ELSEWHERE = Set.of(new Reference("ConfigMap", "autoscale-rules"),
			new Reference("ConfigMap", "autoscale-dashboard"));

	@Override
	public Stream<String> problems(Cluster cluster) {
		Set<Reference> there = cluster.objects()
			.stream()
			.filter((object) -> object instanceof ConfigMap || object instanceof Secret
					|| object instanceof PersistentVolumeClaim || object instanceof ServiceAccount)
			.map(Reference::to)
			.collect(Collectors.toSet());
		Set<Reference> used = new HashSet<>(USED_ELSEWHERE);
		List<String> problems = new ArrayList<>();
		cluster.all(Deployment.class).forEach((deployment) -> references(deployment).forEach((reference) -> {
			used.add(reference);
			if (!there.contains(reference)) {
				problems.add("%s: spec.template.spec: there is no %s".formatted(Cluster.id(deployment), reference));
			}
		}));
		cluster.all(RoleBinding.class).flatMap((binding) -> missing(cluster, there, binding)).forEach(problems::add);
		keys(cluster).forEach((key) -> {
			used.add(new Reference("Secret", key.secret().getName()));
			if (cluster.find(Secret.class, key.secret().getName())
				.filter((found) -> found.getData().containsKey(key.secret().getKey()))
				.isEmpty()) {
				problems.add("%s: no Secret/%s has a key %s".formatted(key.where(), key.secret().getName(),
						key.secret().getKey()));
			}
		});
		there.stream()
			.filter((reference) -> !used.contains(reference))
			.map((reference) -> reference + ": metadata.name: nothing uses it")
			.forEach(problems::add);
		return problems.stream();
	}

	private static Stream<String> missing(Cluster cluster, Set<Reference> there, RoleBinding binding) {
		Stream<String> role = Stream.of(binding.getRoleRef().getName())
			.filter((name) -> cluster.find(Role.class, name).isEmpty())
			.map((name) -> "roleRef: there is no Role/" + name);
		Stream<String> subjects = binding.getSubjects()
			.stream()
			.map((subject) -> new Reference(subject.getKind(), subject.getName()))
			.filter((subject) -> !there.contains(subject))
			.map((subject) -> "subjects: there is no " + subject);
		return Stream.concat(role, subjects).map((problem) -> Cluster.id(binding) + ": " + problem);
	}

	private static Stream<Reference> references(Deployment deployment) {
		Stream<Reference> volumes = Cluster.podSpec(deployment)
			.getVolumes()
			.stream()
			.flatMap(ReferenceCheck::references);
		Stream<Reference> variables = Cluster.containers(deployment)
			.stream()
			.flatMap((container) -> container.getEnvFrom().stream())
			.map(ReferenceCheck::reference);
		Stream<Reference> account = Stream.ofNullable(Cluster.podSpec(deployment).getServiceAccountName())
			.map((name) -> new Reference("ServiceAccount", name));
		return Stream.of(volumes, variables, account).flatMap((references) -> references);
	}

	private static Stream<Reference> references(Volume volume) {
		if (volume.getProjected() != null) {
			return volume.getProjected()
				.getSources()
				.stream()
				.filter((source) -> source.getServiceAccountToken() == null)
				.map((source) -> (source.getSecret() != null) ? new Reference("Secret", source.getSecret().getName())
						: new Reference("ConfigMap", source.getConfigMap().getName()));
		}
		return Stream
			.of((volume.getConfigMap() != null) ? new Reference("ConfigMap", volume.getConfigMap().getName()) : null,
					(volume.getSecret() != null) ? new Reference("Secret", volume.getSecret().getSecretName()) : null,
					(volume.getPersistentVolumeClaim() != null)
							? new Reference("PersistentVolumeClaim", volume.getPersistentVolumeClaim().getClaimName())
							: null)
			.filter(Objects::nonNull);
	}

	private static Reference reference(EnvFromSource source) {
		return (source.getConfigMapRef() != null) ? new Reference("ConfigMap", source.getConfigMapRef().getName())
				: new Reference("Secret", source.getSecretRef().getName());
	}

	/** What the operator looks up for Prometheus and Alertmanager. */
	private static Stream<Key> keys(Cluster cluster) {
		Stream<Key> receivers = cluster.all(AlertmanagerConfig.class)
			.flatMap((config) -> config.getSpec()
				.getReceivers()
				.stream()
				.flatMap((receiver) -> receiver.getWebhookConfigs().stream())
				.map((webhook) -> webhook.getHttpConfig().getAuthorization().getCredentials())
				.map((secret) -> new Key(Cluster.id(config) + ": spec.receivers", secret)));
		Stream<Key> monitors = cluster.all(ServiceMonitor.class)
			.flatMap((monitor) -> monitor.getSpec()
				.getEndpoints()
				.stream()
				.map(Endpoint::getBasicAuth)
				.flatMap((login) -> Stream.of(login.getUsername(), login.getPassword()))
				.map((secret) -> new Key(Cluster.id(monitor) + ": spec.endpoints.basicAuth", secret)));
		return Stream.concat(receivers, monitors);
	}

	private record Key(String where, SecretKeySelector secret) {
	}

	/**
	 * What is referred to.
	 *
	 * @param kind its kind
	 * @param name its name
	 */
	private record Reference(String kind, String name) {

		static Reference to(HasMetadata object) {
			return new Reference(object.getKind(), object.getMetadata().getName());
		}

		@Override
		public String toString() {
			return this.kind + "/" + this.name;
		}

	}

}
