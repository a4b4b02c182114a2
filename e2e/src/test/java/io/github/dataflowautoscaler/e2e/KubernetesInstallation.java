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
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;

/**
 * Data Flow and the autoscaler in a namespace of their own, installed as
 * docs/kubernetes.md says, from the images of {@code e2e/cluster/images}.
 */
final class KubernetesInstallation implements AutoCloseable {

	private static final List<String> DEPLOYMENTS = List.of("kafka", "skipper", "scdf-server", "prometheus",
			"alert-webhook", "autoscale-alertmanager");

	private final Kubectl kubectl;

	private final Path copy;

	private final String password = UUID.randomUUID().toString();

	private final String alertToken = UUID.randomUUID().toString();

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
		for (String deployment : DEPLOYMENTS) {
			this.kubectl.run("rollout", "status", "deployment/" + deployment, "--timeout=5m");
		}
		Kubectl.run(List.of(MonitoringTools.projectFile("k8s/prometheus/connect-prometheus").toString(), "--pods",
				"prometheus", "-n", this.kubectl.namespace()));
		register();
	}

	URI dataFlow() {
		return this.kubectl.forward("service/scdf-server", 80);
	}

	JsonClient webhook() {
		return new JsonClient(this.kubectl.forward("service/alert-webhook", 8085)).withLogin("operator", this.password);
	}

	/**
	 * Reaches the webhook as Alertmanager does.
	 * @param webhook the webhook
	 * @return the same one, asked with the token for alerts
	 */
	JsonClient alerts(JsonClient webhook) {
		return webhook.withToken(this.alertToken);
	}

	PrometheusClient prometheus() {
		return new PrometheusClient(this.kubectl.forward("service/prometheus", 9090));
	}

	JsonClient alertmanager() {
		return new JsonClient(this.kubectl.forward("service/autoscale-alertmanager", 9093));
	}

	private void register() {
		DataFlowClient dataFlow = new DataFlowClient(dataFlow());
		dataFlow.register("source", "time", image("time-source"));
		dataFlow.register("processor", "transform", image("transform-processor"));
		dataFlow.register("sink", "log", image("log-sink"));
	}

	/**
	 * Takes everything away, but leaves the servers' logs in the directory's
	 * {@code logs}; volumes stay what the cluster does with them.
	 */
	@Override
	public void close() {
		DEPLOYMENTS.forEach(this::keepLog);
		this.kubectl.run("delete", "namespace", this.kubectl.namespace(), "--wait=false");
		this.kubectl.close();
	}

	private void keepLog(String deployment) {
		try {
			Path logs = Files.createDirectories(this.copy.resolve("logs"));
			Files.writeString(logs.resolve(deployment + ".log"), MonitoringTools
				.run(List.of("kubectl", "--namespace", this.kubectl.namespace(), "logs", "deployment/" + deployment))
				.output());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void apply(String overlay) {
		this.kubectl.run("apply", "--kustomize", this.copy.resolve("e2e/cluster/overlays/" + overlay).toString());
	}

	private static URI image(String name) {
		return URI.create("docker:%s:1.0.0-SNAPSHOT".formatted(name));
	}

	private void copyManifests() {
		try {
			for (String directory : List.of("k8s", "prometheus", "alertmanager", "grafana", "e2e/cluster/overlays")) {
				copy(MonitoringTools.projectFile(directory), this.copy.resolve(directory));
			}
			Path secrets = this.copy.resolve("k8s/base/secrets");
			Files.writeString(secrets.resolve("alert-token"), this.alertToken);
			Files.writeString(secrets.resolve("operator-password"), this.password);
			Files.writeString(secrets.resolve("prometheus-password"), UUID.randomUUID().toString());
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
