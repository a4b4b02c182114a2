package io.github.dataflowautoscaler.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/**
 * Every file that a program is told to read is the key of a ConfigMap or a Secret that is
 * mounted there, and every such key is read.
 */
class FileCheck implements Check {

	private static final Pattern PATH = Pattern.compile("(configtree:)?/etc/[A-Za-z0-9_./*-]+");

	@Override
	public Stream<String> problems(Cluster cluster) {
		return cluster.all(Deployment.class).flatMap((deployment) -> {
			Set<String> read = read(cluster, deployment);
			Map<String, String> mounted = new TreeMap<>();
			for (Volume volume : Cluster.podSpec(deployment).getVolumes()) {
				mounts(deployment, volume).forEach((mount) -> keys(cluster, volume)
					.forEach((key) -> mounted.put(mount.getMountPath() + "/" + key, volume.getName())));
			}
			Stream<String> missing = read.stream()
				.filter((path) -> !path.endsWith("/"))
				.filter((path) -> mounted.keySet().stream().noneMatch((key) -> key.matches(glob(path)))
						&& !isWritten(deployment, path))
				.map((path) -> problem(deployment, "nothing is mounted as " + path));
			Stream<String> unread = mounted.keySet()
				.stream()
				.filter((path) -> read.stream().noneMatch((name) -> path.matches(glob(name)))
						&& !isConfiguration(path, read))
				.map((path) -> problem(deployment, "nothing reads " + path));
			return Stream.concat(missing, unread);
		});
	}

	private static String glob(String path) {
		return path.replace(".", "\\.").replace("*", "[^/]*");
	}

	/** Of a directory Spring Boot reads what has its name, or, of a tree, everything. */
	private static boolean isConfiguration(String path, Set<String> read) {
		String directory = path.replaceFirst("[^/]+$", "");
		return read.contains("configtree:" + directory)
				|| path.endsWith("/application.yml") && read.contains(directory);
	}

	/** The paths in what a container is started with. */
	private static Set<String> read(Cluster cluster, Deployment deployment) {
		Set<String> paths = new TreeSet<>();
		for (Container container : Cluster.containers(deployment)) {
			List<String> texts = new ArrayList<>(container.getCommand());
			texts.addAll(container.getArgs());
			container.getEnv().stream().map(EnvVar::getValue).filter(Objects::nonNull).forEach(texts::add);
			container.getEnvFrom()
				.stream()
				.filter((source) -> source.getConfigMapRef() != null)
				.flatMap((source) -> cluster.find(ConfigMap.class, source.getConfigMapRef().getName()).stream())
				.forEach((source) -> texts.addAll(source.getData().values()));
			container.getVolumeMounts()
				.forEach((mount) -> configMap(cluster, deployment, mount)
					.ifPresent((map) -> texts.addAll(map.getData().values())));
			texts.forEach((text) -> PATH.matcher(text).results().map(MatchResult::group).forEach(paths::add));
		}
		return paths;
	}

	private static Optional<ConfigMap> configMap(Cluster cluster, Deployment deployment, VolumeMount mount) {
		return Cluster.podSpec(deployment)
			.getVolumes()
			.stream()
			.filter((volume) -> volume.getName().equals(mount.getName()) && volume.getConfigMap() != null)
			.flatMap((volume) -> cluster.find(ConfigMap.class, volume.getConfigMap().getName()).stream())
			.findFirst();
	}

	private static Stream<VolumeMount> mounts(Deployment deployment, Volume volume) {
		return Cluster.containers(deployment)
			.stream()
			.flatMap((container) -> container.getVolumeMounts().stream())
			.filter((mount) -> mount.getName().equals(volume.getName()));
	}

	private static Set<String> keys(Cluster cluster, Volume volume) {
		if (volume.getProjected() != null) {
			return volume.getProjected()
				.getSources()
				.stream()
				.flatMap((source) -> keys(cluster, source))
				.collect(Collectors.toSet());
		}
		if (volume.getConfigMap() != null) {
			return cluster.find(ConfigMap.class, volume.getConfigMap().getName())
				.map((found) -> found.getData().keySet())
				.orElse(Set.of());
		}
		if (volume.getSecret() != null) {
			return cluster.find(Secret.class, volume.getSecret().getSecretName())
				.map((found) -> found.getData().keySet())
				.orElse(Set.of());
		}
		return Set.of();
	}

	private static Stream<String> keys(Cluster cluster, VolumeProjection source) {
		if (source.getSecret() != null) {
			return source.getSecret().getItems().stream().map(KeyToPath::getPath);
		}
		// A token is for a server that an operator may configure anywhere.
		if (source.getServiceAccountToken() != null) {
			return Stream.empty();
		}
		return cluster.find(ConfigMap.class, source.getConfigMap().getName())
			.stream()
			.flatMap((found) -> found.getData().keySet().stream());
	}

	/**
	 * A container that runs before the others may have put it into an empty directory.
	 */
	private static boolean isWritten(Deployment deployment, String path) {
		return Cluster.podSpec(deployment)
			.getVolumes()
			.stream()
			.filter((volume) -> volume.getEmptyDir() != null)
			.flatMap((volume) -> mounts(deployment, volume))
			.anyMatch((mount) -> path.startsWith(mount.getMountPath() + "/"));
	}

	private static String problem(Deployment deployment, String what) {
		return "%s: spec.template.spec: %s".formatted(Cluster.id(deployment), what);
	}

}
