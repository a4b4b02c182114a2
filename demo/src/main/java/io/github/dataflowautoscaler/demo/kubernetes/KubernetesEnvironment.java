package io.github.dataflowautoscaler.demo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.Environment;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Ports;
import io.github.dataflowautoscaler.demo.platform.RecordedProcesses;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;

/**
 * A namespace of its own on a cluster, installed as docs/kubernetes.md says. What was
 * installed where is in the file {@code kubernetes} of the run directory for as long as
 * it may be there: {@code demo/stop} reads it.
 */
public final class KubernetesEnvironment implements Environment {

	/** Its value is another one for each run. */
	private static final String LABEL = "dataflow-autoscaler/demo";

	private static final String NAMESPACE = """
			apiVersion: v1
			kind: Namespace
			metadata:
			  name: %s
			  labels:
			    %s: %s
			""";

	private static final List<String> DEPLOYMENTS = List.of("kafka", "skipper", "scdf-server", "prometheus",
			"autoscale-alertmanager", "alert-webhook");

	/** Images may have to be pulled. */
	private static final Duration START_TIME = Duration.ofMinutes(10);

	private static final Duration REACHABLE = Duration.ofMinutes(1);

	private final Installation installation;

	private final Target target;

	private final Kubectl kubectl;

	private final Manifests manifests;

	private final RecordedProcesses processes;

	private final List<PortForward> forwards = new ArrayList<>();

	private final String run = UUID.randomUUID().toString();

	private final String password;

	/**
	 * Prepares the run directory with the manifests; nothing is applied yet.
	 * @param installation where everything is on this machine
	 * @param target where to install it
	 */
	public KubernetesEnvironment(Installation installation, Target target) {
		installation.ports().requireFree();
		installation.prepare();
		this.installation = installation;
		this.target = target;
		this.kubectl = new Kubectl(target.context(), target.namespace());
		this.processes = installation.processes();
		this.processes.begin();
		this.manifests = Manifests.write(installation.project(), installation.run().resolve("manifests"), target);
		this.password = read(this.manifests.passwordFile());
	}

	@Override
	public void start(Await await) {
		// First, so that Prometheus finds its rules when it starts.
		Path namespace = write("namespace.yaml", NAMESPACE.formatted(this.target.namespace(), LABEL, this.run));
		write("kubernetes", "context=%s%nnamespace=%s%nlabel=%s=%s%n".formatted(this.target.context(),
				this.target.namespace(), LABEL, this.run));
		// What is kept needs no way there from here.
		Runtime.getRuntime().addShutdownHook(new Thread(this::disconnect));
		this.kubectl.run("create", "--filename", namespace.toString());
		apply(await, "the autoscaler to be applied", this.manifests.autoscaler());
		apply(await, "Data Flow to be applied", this.manifests.dataFlow());
		for (String deployment : DEPLOYMENTS) {
			awaitReady(await, deployment);
		}
		Ports ports = this.installation.ports();
		forward("scdf-server", ports.dataFlow(), 80);
		forward("alert-webhook", ports.webhook(), 8085);
		forward("prometheus", ports.prometheus(), 9090);
		await.until("the servers to be reached from here", REACHABLE, this::isReached);
	}

	/** A Pod that ends is started anew. */
	@Override
	public void requireAlive() {
	}

	@Override
	public URI dataFlowUri() {
		return Ports.http(this.installation.ports().dataFlow());
	}

	@Override
	public URI prometheusUri() {
		return Ports.http(this.installation.ports().prometheus());
	}

	@Override
	public JsonClient webhookClient() {
		return new JsonClient(Ports.http(this.installation.ports().webhook())).withLogin("operator", this.password);
	}

	@Override
	public URI application(String module) {
		return URI.create("docker:" + this.target.image(module));
	}

	/** {@code k8s/dataflow} has them. */
	@Override
	public Map<String, String> deploymentProperties() {
		return Map.of();
	}

	@Override
	public long residentBytes() {
		return 0;
	}

	@Override
	public Path logs() {
		return this.installation.logs();
	}

	/** It asks for a password, and the port is another one at each start. */
	@Override
	public Optional<URI> page(String stream, String application) {
		return Optional.empty();
	}

	@Override
	public String description() {
		String forward = "kubectl --context %s -n %s port-forward service/".formatted(this.target.context(),
				this.target.namespace());
		return """
				Everything is left running in the namespace %1$s; demo/stop removes it. To look at it:
				  Data Flow     %2$sscdf-server 9393:80
				  webhook       %2$salert-webhook 8085
				  Prometheus    %2$sprometheus 9090
				  Alertmanager  %2$sautoscale-alertmanager 9093
				The webhook's user is operator, and the password is in %3$s.
				""".formatted(this.target.namespace(), forward, this.manifests.passwordFile());
	}

	/**
	 * Saves the logs, and removes the namespace with all that is in it. The images are
	 * left.
	 */
	@Override
	public void close() {
		disconnect();
		Path record = this.installation.run().resolve("kubernetes");
		if (Files.exists(record)) {
			saveLogs();
			this.kubectl.run("delete", "namespace", "--selector", LABEL + "=" + this.run);
			delete(record);
		}
	}

	private void apply(Await await, String what, String kustomization) {
		this.kubectl.run(await, what, START_TIME, "apply", "--kustomize", kustomization);
	}

	private void awaitReady(Await await, String deployment) {
		try {
			this.kubectl.run(await, deployment + " to be ready", START_TIME.plus(REACHABLE), "rollout", "status",
					"deployment/" + deployment, "--timeout=" + START_TIME.toSeconds() + "s");
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException(
					"%s%n%s%n%s"
						.formatted(ex.getMessage(), this.kubectl.run("get", "pods"),
								this.kubectl
									.run("get", "events", "--field-selector=type=Warning",
											"--output=custom-columns="
													+ "OBJECT:.involvedObject.name,REASON:.reason,MESSAGE:.message")),
					ex);
		}
	}

	private void forward(String service, int localPort, int port) {
		this.forwards
			.add(PortForward.open(
					this.kubectl.builder("port-forward", "--address=127.0.0.1", "service/" + service,
							localPort + ":" + port),
					logs().resolve("port-forward-" + service + ".log"), this.processes));
	}

	private boolean isReached() {
		new JsonClient(dataFlowUri()).get("/about");
		webhookClient().get("/api/policies");
		return new PrometheusClient(prometheusUri()).value("vector(1)").isPresent();
	}

	private void disconnect() {
		this.forwards.forEach(PortForward::close);
		this.processes.end();
	}

	private void saveLogs() {
		this.kubectl.save(logs().resolve("pods.txt"), "get", "pods", "--output=wide");
		this.kubectl.save(logs().resolve("events.txt"), "get", "events", "--sort-by=.lastTimestamp");
		for (String deployment : DEPLOYMENTS) {
			this.kubectl.save(logs().resolve(deployment + ".log"), "logs", "deployment/" + deployment,
					"--all-containers");
		}
		this.kubectl.save(logs().resolve("stream.log"), "logs", "--selector=role=spring-app", "--tail=-1", "--prefix");
	}

	private Path write(String file, String text) {
		try {
			return Files.writeString(this.installation.run().resolve(file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
