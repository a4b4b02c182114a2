package io.github.dataflowautoscaler.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The overlays as kustomize renders them, with secrets that nobody has to keep.
 */
final class Kustomize {

	/** The overlays that an operator can apply. */
	static final List<String> OVERLAYS = List.of("scdf-server", "helm", "kube-prometheus-stack", "high-availability");

	/** What the kustomizations say has to be written beside them. */
	private static final Map<String, String> SECRETS = Map.of("k8s/base/secrets/alert-token", "token",
			"k8s/base/secrets/operator-password", "secret", "k8s/base/secrets/prometheus-password", "secret",
			"k8s/base/secrets/data-flow.env",
			"SPRING_CLOUD_DATAFLOW_CLIENT_AUTHENTICATION_BASIC_USERNAME=user\n"
					+ "SPRING_CLOUD_DATAFLOW_CLIENT_AUTHENTICATION_BASIC_PASSWORD=password\n",
			"k8s/components/high-availability/database.env",
			"SPRING_DATASOURCE_URL=jdbc:postgresql://postgresql:5432/autoscale\n"
					+ "SPRING_DATASOURCE_USERNAME=user\nSPRING_DATASOURCE_PASSWORD=password\n");

	private static final Pattern OF_PROMETHEUS = Pattern.compile("(?m)^  name: (autoscale-rules|alert-webhook-users)$");

	private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

	private static final Path COPY = copy();

	private static final String PROGRAM = Tool
		.run(List.of(Tool.PROJECT.resolve("k8s/prerequisites").toString()), Map.of())
		.success()
		.lines()
		.reduce((first, last) -> last)
		.orElseThrow();

	private Kustomize() {
	}

	/**
	 * Renders an overlay, once.
	 * @param overlay its directory's name
	 * @return the manifests
	 */
	static String render(String overlay) {
		return RENDERED.computeIfAbsent(overlay, (name) -> build("k8s/overlays/" + name));
	}

	/**
	 * Renders a copy of an overlay that was changed.
	 * @param overlay its directory's name
	 * @param files the files that are different, by name
	 * @return the manifests
	 */
	static String render(String overlay, Map<String, String> files) throws IOException {
		Path changed = Files.createTempDirectory(COPY.resolve("k8s/overlays"), overlay);
		copy(COPY.resolve("k8s/overlays").resolve(overlay), changed);
		for (Map.Entry<String, String> file : files.entrySet()) {
			Files.writeString(changed.resolve(file.getKey()), file.getValue());
		}
		return build("k8s/overlays/" + changed.getFileName());
	}

	/**
	 * Renders Data Flow with what it needs, once.
	 * @return the manifests, and those of the autoscaler's that they refer to
	 */
	static String renderDataFlow() {
		String autoscaler = Stream.of(render("scdf-server").split("(?m)^---$"))
			.filter(OF_PROMETHEUS.asPredicate())
			.collect(Collectors.joining("---"));
		return RENDERED.computeIfAbsent("dataflow", (name) -> build("k8s/" + name) + "---" + autoscaler);
	}

	private static String build(String directory) {
		return Tool.run(List.of(PROGRAM, "build", COPY.resolve(directory).toString()), Map.of()).success();
	}

	private static Path copy() {
		try {
			Path copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "overlays")
				.toAbsolutePath();
			for (String directory : List.of("k8s/base", "k8s/components", "k8s/dataflow", "k8s/overlays", "prometheus",
					"grafana", "alertmanager")) {
				copy(Tool.PROJECT.resolve(directory), copy.resolve(directory));
			}
			for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
				Files.writeString(copy.resolve(secret.getKey()), secret.getValue());
			}
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = to.resolve(from.relativize(file).toString());
				Files.createDirectories(target.getParent());
				Files.copy(file, target);
			}
		}
	}

}
