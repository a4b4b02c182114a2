package io.github.dataflowautoscaler.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/**
 * The objects of one rendered overlay, and what they find of each other.
 *
 * @param objects all of them
 */
record Cluster(List<HasMetadata> objects) {

	static Cluster of(String manifests) {
		return new Cluster(StrictYaml.parse(manifests));
	}

	static String id(HasMetadata object) {
		return object.getKind() + "/" + object.getMetadata().getName();
	}

	<T> Stream<T> all(Class<T> type) {
		return this.objects.stream().filter(type::isInstance).map(type::cast);
	}

	<T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
		return all(type).filter((object) -> object.getMetadata().getName().equals(name)).findFirst();
	}

	/**
	 * The workloads whose Pods have these labels.
	 * @param labels the labels of a selector
	 * @return the workloads, none for a selector without labels
	 */
	List<Deployment> selectedBy(Map<String, String> labels) {
		if (labels == null || labels.isEmpty()) {
			return List.of();
		}
		return all(Deployment.class)
			.filter((deployment) -> podLabels(deployment).entrySet().containsAll(labels.entrySet()))
			.toList();
	}

	List<Deployment> selectedBy(LabelSelector selector) {
		return selectedBy((selector != null) ? selector.getMatchLabels() : null);
	}

	static Map<String, String> podLabels(Deployment deployment) {
		return deployment.getSpec().getTemplate().getMetadata().getLabels();
	}

	static PodSpec podSpec(Deployment deployment) {
		return deployment.getSpec().getTemplate().getSpec();
	}

	/** All containers, those that run before the others first. */
	static List<Container> containers(Deployment deployment) {
		List<Container> containers = new ArrayList<>(podSpec(deployment).getInitContainers());
		containers.addAll(podSpec(deployment).getContainers());
		return containers;
	}

}
