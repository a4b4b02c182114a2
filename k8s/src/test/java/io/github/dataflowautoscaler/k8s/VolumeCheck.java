package io.github.dataflowautoscaler.k8s;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/**
 * Every volume is mounted, every mount has a volume, and a volume of one owner has one.
 */
class VolumeCheck implements Check {

	@Override
	public Stream<String> problems(Cluster cluster) {
		return cluster.all(Deployment.class).flatMap((deployment) -> {
			Set<String> volumes = Cluster.podSpec(deployment)
				.getVolumes()
				.stream()
				.map(Volume::getName)
				.collect(Collectors.toSet());
			List<VolumeMount> mounts = Cluster.containers(deployment)
				.stream()
				.flatMap((container) -> container.getVolumeMounts().stream())
				.toList();
			Set<String> mounted = mounts.stream().map(VolumeMount::getName).collect(Collectors.toSet());
			Stream<String> missing = mounted.stream()
				.filter((name) -> !volumes.contains(name))
				.map((name) -> problem(deployment, "volumeMounts", "there is no volume " + name));
			Stream<String> idle = volumes.stream()
				.filter((name) -> !mounted.contains(name))
				.map((name) -> problem(deployment, "volumes", "nothing mounts " + name));
			return Stream.of(missing, idle, shared(deployment)).flatMap((problems) -> problems);
		});
	}

	/**
	 * With ReadWriteOnce a new Pod on another node would wait for ever for the old one.
	 */
	private static Stream<String> shared(Deployment deployment) {
		boolean claims = Cluster.podSpec(deployment)
			.getVolumes()
			.stream()
			.anyMatch((volume) -> volume.getPersistentVolumeClaim() != null);
		boolean alone = deployment.getSpec().getReplicas() == 1
				&& "Recreate".equals(deployment.getSpec().getStrategy().getType());
		return (claims && !alone)
				? Stream.of(problem(deployment, "strategy", "a claim has one owner, so one replica and Recreate"))
				: Stream.empty();
	}

	private static String problem(Deployment deployment, String field, String what) {
		return "%s: spec.template.spec.%s: %s".formatted(Cluster.id(deployment), field, what);
	}

}
