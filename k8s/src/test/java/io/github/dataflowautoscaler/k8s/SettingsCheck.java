package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/**
 * Every variable that the webhook is started with is a setting that it has: a misspelt
 * one would just be ignored.
 */
class SettingsCheck implements Check {

	/** Not the webhook's own, but Spring Boot's. */
	private static final String ADDITIONAL_LOCATION = "SPRING_CONFIG_ADDITIONAL_LOCATION";

	private static final Set<String> DOCUMENTED = documented();

	@Override
	public Stream<String> problems(Cluster cluster) {
		return cluster.find(Deployment.class, "alert-webhook")
			.stream()
			.flatMap((deployment) -> Cluster.containers(deployment).stream())
			.flatMap((container) -> container.getEnvFrom().stream())
			.flatMap((source) -> variables(cluster, source))
			.filter((variable) -> !ADDITIONAL_LOCATION.equals(variable.name()) && !DOCUMENTED.contains(variable.name()))
			.map((variable) -> "%s: data.%s: docs/configuration.md has no such setting".formatted(variable.object(),
					variable.name()));
	}

	private static Stream<Variable> variables(Cluster cluster, EnvFromSource source) {
		Stream<Variable> plain = Stream.ofNullable(source.getConfigMapRef())
			.flatMap((reference) -> cluster.find(ConfigMap.class, reference.getName()).stream())
			.flatMap((map) -> map.getData().keySet().stream().map((key) -> new Variable(Cluster.id(map), key)));
		Stream<Variable> secret = Stream.ofNullable(source.getSecretRef())
			.flatMap((reference) -> cluster.find(Secret.class, reference.getName()).stream())
			.flatMap((map) -> map.getData().keySet().stream().map((key) -> new Variable(Cluster.id(map), key)));
		return Stream.concat(plain, secret);
	}

	/** As Spring Boot binds variables to properties. */
	private static Set<String> documented() {
		try {
			String reference = Files.readString(Tool.PROJECT.resolve("docs/configuration.md"));
			return Pattern.compile("`([a-z][a-z0-9.-]+)`")
				.matcher(reference)
				.results()
				.map((name) -> name.group(1).replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Variable(String object, String name) {
	}

}
