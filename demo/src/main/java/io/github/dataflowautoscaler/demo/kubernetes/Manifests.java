package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.demo.platform.ConfigurationCopy;
import io.github.dataflowautoscaler.demo.platform.FastClock;

/**
 * A copy of the project's manifests, with secrets and on a faster clock.
 */
final class Manifests {

	private static final List<String> COPIED = List.of("k8s/base", "k8s/components", "k8s/dataflow", "k8s/overlays",
			"prometheus", "alertmanager", "grafana", "e2e/cluster/overlays");

	private static final String SECRETS = "k8s/base/secrets/";

	private static final String PASSWORD = SECRETS + "operator-password";

	private static final String WEBHOOK = "demo";

	private static final String WITH_IMAGE = """
			apiVersion: kustomize.config.k8s.io/v1beta1
			kind: Kustomization
			resources:
			  - ../%s
			images:
			  - name: alert-webhook
			    newName: %s
			    newTag: %s
			""";

	private final Path copy;

	private final Target target;

	private Manifests(Path copy, Target target) {
		this.copy = copy;
		this.target = target;
	}

	/**
	 * Makes the copy.
	 * @param project the project's directory
	 * @param copy where it goes; nothing is there yet
	 * @param target what to install
	 * @return the copy
	 * @throws UncheckedIOException if it can't be written
	 */
	static Manifests write(Path project, Path copy, Target target) {
		Manifests manifests = new Manifests(copy, target);
		try {
			for (String directory : COPIED) {
				copy(project.resolve(directory), copy.resolve(directory));
			}
			manifests.writeSecrets();
			manifests.replace("k8s/dataflow/prometheus/prometheus.yml", FastClock.SCRAPES);
			manifests.replace("prometheus/alert.rules.yml", FastClock.RULES);
			manifests.replace("alertmanager/alertmanager.yml", FastClock.NOTIFICATIONS);
			Files.createDirectory(copy.resolve(WEBHOOK));
			manifests.write(WEBHOOK + "/kustomization.yaml",
					WITH_IMAGE.formatted(target.autoscaler(), target.registry() + "alert-webhook", target.tag()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return manifests;
	}

	String dataFlow() {
		return this.copy.resolve(this.target.dataFlow()).toString();
	}

	String autoscaler() {
		return this.copy.resolve(WEBHOOK).toString();
	}

	/**
	 * Returns where the password of the user {@code operator} is.
	 * @return the file
	 */
	Path passwordFile() {
		return this.copy.resolve(PASSWORD);
	}

	private void writeSecrets() throws IOException {
		for (String secret : List.of(SECRETS + "alert-token", SECRETS + "prometheus-password", PASSWORD)) {
			write(secret, UUID.randomUUID().toString());
		}
		write(SECRETS + "data-flow.env", "");
	}

	private void replace(String file, Map<String, String> replacements) {
		ConfigurationCopy.write(this.copy.resolve(file), this.copy.resolve(file), replacements);
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.copy.resolve(file), text);
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = to.resolve(from.relativize(file));
				Files.createDirectories(target.getParent());
				Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

}
