package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;

/**
 * Data Flow and the autoscaler in a namespace of their own, installed as
 * docs/kubernetes.md says, from the images of {@code e2e/cluster/images}.
 */
final class KubernetesInstallation implements AutoCloseable {

	private static final List<String> SECRETS = List.of("alert-token", "operator-password", "prometheus-password");

	private final Kubectl kubectl;

	private final Path copy;

	private final String password = UUID.randomUUID().toString();

	/**
	 * Prepares an installation; nothing is applied yet.
	 * @param namespace a namespace that does not exist
	 * @param directory where manifests with secrets can be written
	 */
	KubernetesInstallation(String namespace, Path directory) {
		this.kubectl = new Kubectl(namespace);
		this.copy = directory;
	}

	Kubectl kubectl() {
		return this.kubectl;
	}

	void install() {
		copyManifests();
		this.kubectl.run("create", "namespace", this.kubectl.namespace());
		apply("dataflow");
		apply("autoscaler");
		for (String deployment : List.of("kafka", "skipper", "scdf-server", "prometheus", "alert-webhook",
				"autoscale-alertmanager")) {
			this.kubectl.run("rollout", "status", "deployment/" + deployment, "--timeout=5m");
		}
		Kubectl.run(List.of(MonitoringTools.projectFile("k8s/prometheus/connect-prometheus").toString(), "--pods",
				"prometheus", "-n", this.kubectl.namespace()));
	}

	URI dataFlow() {
		return this.kubectl.forward("service/scdf-server", 80);
	}

	JsonClient webhook() {
		return new JsonClient(this.kubectl.forward("service/alert-webhook", 8085)).withLogin("operator", this.password);
	}

	JsonClient alertmanager() {
		return new JsonClient(this.kubectl.forward("service/autoscale-alertmanager", 9093));
	}

	void register(DataFlowClient dataFlow) {
		dataFlow.register("source", "time", image("time-source"));
		dataFlow.register("processor", "transform", image("transform-processor"));
		dataFlow.register("sink", "log", image("log-sink"));
	}

	/** Takes everything away; volumes stay what the cluster does with them. */
	@Override
	public void close() {
		this.kubectl.run("delete", "namespace", this.kubectl.namespace(), "--wait=false");
		this.kubectl.close();
	}

	private void apply(String overlay) {
		this.kubectl.run("apply", "--kustomize", this.copy.resolve("e2e/cluster/overlays/" + overlay).toString());
	}

	private static URI image(String name) {
		return URI.create("docker:%s:0.1.0-SNAPSHOT".formatted(name));
	}

	private void copyManifests() {
		try {
			for (String directory : List.of("k8s", "prometheus", "alertmanager", "grafana", "e2e/cluster/overlays")) {
				copy(MonitoringTools.projectFile(directory), this.copy.resolve(directory));
			}
			Path secrets = this.copy.resolve("k8s/base/secrets");
			for (String secret : SECRETS) {
				Files.writeString(secrets.resolve(secret),
						secret.equals("operator-password") ? this.password : UUID.randomUUID().toString());
			}
			Files.writeString(secrets.resolve("data-flow.env"), "");
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
				Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

}
