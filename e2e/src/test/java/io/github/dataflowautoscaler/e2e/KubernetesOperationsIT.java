package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;
import io.github.dataflowautoscaler.e2e.ConstantNotifications.Count;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What operators do, on the cluster of kubectl's current context and by the commands of
 * the documentation. It runs with {@code -Pkubernetes}.
 */
@Tag("kubernetes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesOperationsIT {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Kubectl kubectl = new Kubectl(
			"autoscaler-operations-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));

	private final Await await = new Await((what, waited) -> {
	});

	private Path project;

	private DocumentedCommands commands;

	private WebhookPods webhooks;

	@BeforeAll
	void install(@TempDir Path directory) throws IOException {
		this.project = directory;
		copyProject();
		String namespace = this.kubectl.namespace();
		this.commands = DocumentedCommands.of(getClass(), directory)
			.replace("(?<=(-n|namespace) )scdf(?![-\\w])", namespace);
		this.commands.follow("kubectl create namespace scdf");
		this.kubectl.run("label", "namespace", namespace, "pod-security.kubernetes.io/warn=restricted");
		this.commands.follow("cd k8s/base/secrets");
		this.webhooks = new WebhookPods(this.kubectl, secret("alert-token"), secret("operator-password"));
		startDatabase();
		this.commands.follow("kubectl apply -n scdf -k k8s/overlays/scdf-server");
		this.commands.follow("k8s/prometheus/connect-prometheus prometheus");
		this.commands.follow("k8s/prometheus/connect-prometheus --pods");
		for (String deployment : List.of("kafka", "skipper", "scdf-server", "postgresql")) {
			this.kubectl.run("rollout", "status", "deployment/" + deployment, "--timeout=5m");
		}
		deployStreams();
	}

	@AfterAll
	void remove() {
		this.kubectl.run("delete", "namespace", this.kubectl.namespace(), "--wait=false");
		this.kubectl.close();
	}

	@ParameterizedTest
	@Order(1)
	@ValueSource(strings = { "dataflow", "overlays/scdf-server", "overlays/helm", "overlays/high-availability" })
	@DisplayName("the API server takes each overlay strictly, and objects to nothing")
	void strict(String overlay) {
		assertThat(this.kubectl
			.run("apply", "--dry-run=server", "--validate=strict", "--kustomize",
					this.project.resolve("k8s").resolve(overlay).toString())
			.lines()).isNotEmpty().allMatch((line) -> line.endsWith(" (server dry run)"));
	}

	@Test
	@Order(1)
	@DisplayName("a misspelt field would be noticed")
	void misspelt() throws IOException {
		Path service = Files.writeString(this.project.resolve("service.yaml"), """
				apiVersion: v1
				kind: Service
				metadata: {name: misspelt}
				spec: {port: [{port: 80}]}
				""");
		assertThatThrownBy(() -> this.kubectl.run("apply", "--dry-run=server", "--validate=strict", "--filename",
				service.toString()))
			.hasMessageContaining("unknown field \"spec.port\"");
	}

	@Test
	@Order(2)
	@DisplayName("NetworkPolicies let through what is needed, and nothing else")
	void networkPolicies() {
		try (NetworkProbe stranger = new NetworkProbe(this.kubectl, "stranger", "app=stranger");
				NetworkProbe stream = new NetworkProbe(this.kubectl, "stream", "role=spring-app");
				NetworkProbe client = new NetworkProbe(this.kubectl, "client", "alert-webhook-client=true");
				NetworkProbe webhook = new NetworkProbe(this.kubectl, "webhook", "app.kubernetes.io/name=alert-webhook",
						"app.kubernetes.io/part-of=dataflow-autoscaler")) {
			assertThat(List.of("alert-webhook:8085", "autoscale-alertmanager:9093", "postgresql:5432", "skipper:80"))
				.noneMatch(stranger::reaches)
				.noneMatch(stream::reaches);
			awaitReached(stream, "kafka:9092");
			awaitReached(client, "alert-webhook:8085");
			awaitReached(webhook, "scdf-server:80", "prometheus:9090", "autoscale-alertmanager:9093");
			assertThat(List.of("skipper:80", "kafka:9092", "postgresql:5432")).noneMatch(webhook::reaches);
		}
	}

	@Test
	@Order(2)
	@DisplayName("NetworkPolicies let the Prometheus of another namespace in, and no stranger")
	void networkPoliciesBetweenNamespaces() {
		String namespace = this.kubectl.namespace();
		Kubectl other = new Kubectl(namespace + "-other");
		other.run("create", "namespace", other.namespace());
		try (NetworkProbe stranger = new NetworkProbe(other, "stranger", "app=stranger");
				NetworkProbe prometheus = new NetworkProbe(other, "prometheus", "app.kubernetes.io/name=prometheus")) {
			awaitReached(prometheus, "alert-webhook." + namespace + ":8085",
					"autoscale-alertmanager." + namespace + ":9093");
			assertThat(List.of("alert-webhook.%s:8085", "autoscale-alertmanager.%s:9093", "scdf-server.%s:80",
					"kafka.%s:9092", "prometheus.%s:9090", "postgresql.%s:5432"))
				.noneMatch((server) -> stranger.reaches(server.formatted(namespace)));
		}
		finally {
			other.run("delete", "namespace", other.namespace(), "--wait=false");
		}
	}

	@Test
	@Order(3)
	@DisplayName("one webhook is rolled out: what Alertmanager tells meanwhile is done afterwards")
	void rolloutOfOne(TestReporter reporter) {
		policy("first", 2);
		JsonClient alertmanager = new JsonClient(this.kubectl.forward("service/autoscale-alertmanager", 9093));
		try (ConstantNotifications notifications = notifications()) {
			this.kubectl.run("rollout", "restart", "deployment/alert-webhook");
			this.await.until("the old Pod to end", PATIENCE, () -> this.webhooks.names().isEmpty());
			fire(alertmanager, "first", Instant.now().plus(PATIENCE));
			this.kubectl.run("rollout", "status", "deployment/alert-webhook", "--timeout=5m");
			awaitChange("first", "succeeded", 1);
			reporter.publishEntry("rollout of one webhook", notifications.count().toString());
		}
		fire(alertmanager, "first", Instant.now());
	}

	@Test
	@Order(4)
	@DisplayName("from one webhook to two on PostgreSQL, with the policies")
	void toTwo() {
		this.commands.replace("curl ", "curl --user operator:%s ".formatted(secret("operator-password")));
		this.commands.replace("http://localhost:8085", this.webhooks.address(this.webhooks.names().get(0)).toString());
		this.commands.follow("curl -fsS http://localhost:8085/api/policies");
		this.commands.follow("kubectl scale -n scdf deployment/alert-webhook --replicas=0");
		assertThat(this.webhooks.names()).hasSize(2);
		this.commands.replace("http://localhost:8085", this.webhooks.address(this.webhooks.names().get(0)).toString());
		this.commands.follow("jq -c");
		assertThat(webhook().get("/api/policies")).hasSize(1)
			.allMatch((policy) -> policy.path("maxInstances").asInt() == 2);
		assertThat(this.kubectl.run("get", "persistentvolumeclaims", "--output=name")).doesNotContain("alert-webhook");
	}

	@Test
	@Order(5)
	@DisplayName("the one of two that decides is killed in the middle of a change: the other one ends it without a call")
	void killed() {
		policy("first", 3);
		policy("second", 2);
		this.await.until("one to decide", PATIENCE, () -> this.webhooks.decider().isPresent());
		String decider = this.webhooks.decider().orElseThrow();
		String other = this.webhooks.names().stream().filter((pod) -> !pod.equals(decider)).findAny().orElseThrow();
		this.webhooks.post(other, "second");
		awaitChange("second", "in_progress", 1);
		this.webhooks.post(decider, "first");
		this.kubectl.run("delete", "pod", decider, "--grace-period=0", "--force");
		assertThat(WebhookPods.changes(this.webhooks.operator(other), "second").get(0).path("outcome").asString())
			.as("the change was not over when the Pod was killed")
			.isEqualTo("in_progress");
		awaitChange("second", "succeeded", 1);
		awaitChange("first", "succeeded", 1);
		assertThat(this.kubectl.run("logs", "deployment/skipper", "--tail=-1").lines())
			.filteredOn((line) -> line.contains("About to scale second"))
			.hasSize(1);
	}

	@Test
	@Order(6)
	@DisplayName("a call that waits for Pods that a quota forbids is cut short by kubectl scale")
	void cutShort() {
		DataFlowClient dataFlow = new DataFlowClient(this.kubectl.forward("service/scdf-server", 80));
		long pods = this.kubectl.run("get", "pods", "--output=name").lines().count();
		this.kubectl.run("create", "quota", "pods", "--hard=pods=" + pods);
		CompletableFuture<Void> call = CompletableFuture.runAsync(() -> dataFlow.scale("second", "log", 3));
		this.await.until("the number to be asked for", PATIENCE,
				() -> this.kubectl.run("get", "deployment/second-log-v1", "--output=jsonpath={.spec.replicas}")
					.equals("3"));
		assertThat(call).isNotDone();
		this.kubectl.run("scale", "deployment/second-log-v1", "--replicas=2");
		call.join();
		dataFlow.scale("second", "log", 1);
		this.await.until("the next call to be carried out", PATIENCE,
				() -> this.kubectl.run("get", "deployment/second-log-v1", "--output=jsonpath={.status.replicas}")
					.equals("1"));
		this.kubectl.run("delete", "quota", "pods");
	}

	@Test
	@Order(7)
	@DisplayName("two webhooks are rolled out, and every notification is answered")
	void rolloutOfTwo(TestReporter reporter) {
		try (ConstantNotifications notifications = notifications()) {
			this.kubectl.run("rollout", "restart", "deployment/alert-webhook");
			this.kubectl.run("rollout", "status", "deployment/alert-webhook", "--timeout=5m");
			this.await.until("the old Pods to be gone", PATIENCE,
					() -> this.kubectl
						.run("get", "pods", "--output=name", "--selector=app.kubernetes.io/name=alert-webhook")
						.lines()
						.count() == 2);
			Count count = notifications.count();
			reporter.publishEntry("rollout of two webhooks", count.toString());
			assertThat(count.failed()).as(count.toString()).isZero();
		}
	}

	@Test
	@Order(8)
	@DisplayName("the chart's Prometheus and Alertmanager, with its inhibitions in force")
	void operator() {
		assumeThat(this.kubectl.run("get", "customresourcedefinitions", "--output=name"))
			.as("the cluster has no operator; e2e/cluster/operator installs it")
			.contains("alertmanagerconfigs.monitoring.coreos.com");
		String overlay = this.project.resolve("k8s/overlays/kube-prometheus-stack").toString();
		assertThat(this.kubectl.run("apply", "--dry-run=server", "--validate=strict", "--kustomize", overlay).lines())
			.isNotEmpty()
			.allMatch((line) -> line.endsWith(" (server dry run)"));
		this.kubectl.run("apply", "--kustomize", overlay);
		this.kubectl.run("rollout", "status", "deployment/alert-webhook", "--timeout=5m");
		policy("second", 3);
		Kubectl monitoring = new Kubectl("monitoring");
		try (monitoring) {
			PrometheusClient prometheus = new PrometheusClient(
					monitoring.forward("service/kube-prometheus-stack-prometheus", 9090));
			this.await.until("the webhook and the applications to be scraped, and the rules to have results", PATIENCE,
					() -> prometheus.value("sum(autoscale:instances:count{stream_name=\"first\"}) >= 2").isPresent()
							&& prometheus.value("sum(autoscale_leader) == 1").isPresent());
			JsonClient alertmanager = new JsonClient(
					monitoring.forward("service/kube-prometheus-stack-alertmanager", 9093));
			this.await.until("the chart's inhibition", PATIENCE,
					() -> alertmanager.get("/api/v2/alerts?filter=alertname%3DNeighbour")
						.path(0)
						.at("/status/state")
						.asString()
						.equals("suppressed"));
			fire(alertmanager, "second", Instant.now().plus(PATIENCE));
			awaitChange("second", "succeeded", 1);
		}
	}

	@Test
	@Order(9)
	@DisplayName("all commands were followed that are marked with the name of this test")
	void allCommands() {
		this.commands.follow("cp -r k8s/overlays/kube-prometheus-stack k8s/overlays/prod");
		this.commands.follow("prometheus/generate-rules 'namespace=\"prod\"'");
		this.commands.follow("k8s/prometheus/connect-prometheus --remove prometheus");
		assertThat(this.commands.left()).isEmpty();
		assertThat(this.kubectl.run("get", "deployments,configmaps,secrets,persistentvolumeclaims", "--output=name",
				"--selector=app.kubernetes.io/part-of=dataflow-autoscaler"))
			.isEmpty();
	}

	/**
	 * With what the page tells to write: where the images are, and that their Java is
	 * older than 19.
	 */
	private void copyProject() throws IOException {
		for (String directory : List.of("k8s", "prometheus", "alertmanager", "grafana")) {
			Kubectl
				.run(List.of("cp", "-R", MonitoringTools.projectFile(directory).toString(), this.project.toString()));
		}
		edit("k8s/dataflow", (text) -> text + images("dataflow"));
		edit("k8s/overlays/scdf-server", (text) -> text + images("autoscaler"));
		edit("k8s/overlays/kube-prometheus-stack",
				(text) -> text.replace("namespace: default", "namespace: " + this.kubectl.namespace()));
	}

	private void edit(String directory, UnaryOperator<String> change) throws IOException {
		Path file = this.project.resolve(directory).resolve("kustomization.yaml");
		Files.writeString(file, change.apply(Files.readString(file)));
	}

	/** Those of an overlay of the test cluster. */
	private static String images(String overlay) {
		String text = read(
				MonitoringTools.projectFile("e2e/cluster/overlays/%s/kustomization.yaml".formatted(overlay)));
		return text.substring(text.indexOf("images:"));
	}

	private void startDatabase() throws IOException {
		String password = UUID.randomUUID().toString();
		Files.writeString(this.project.resolve("k8s/components/high-availability/database.env"), """
				SPRING_DATASOURCE_URL=jdbc:postgresql://postgresql:5432/autoscale
				SPRING_DATASOURCE_USERNAME=autoscale
				SPRING_DATASOURCE_PASSWORD=%s
				""".formatted(password));
		this.kubectl.run("create", "secret", "generic", "postgresql", "--from-literal=password=" + password);
		this.kubectl.run("apply", "--kustomize",
				MonitoringTools.projectFile("e2e/cluster/overlays/postgresql").toString());
	}

	private void deployStreams() {
		URI server = this.kubectl.forward("service/scdf-server", 80);
		DataFlowClient dataFlow = new DataFlowClient(server);
		dataFlow.register("source", "time", URI.create("docker:time-source:1.0.0-SNAPSHOT"));
		dataFlow.register("sink", "log", URI.create("docker:log-sink:1.0.0-SNAPSHOT"));
		for (String stream : List.of("first", "second")) {
			dataFlow.createStream(stream, "time --fixed-delay=995 --time-unit=MILLISECONDS | log");
			dataFlow.deploy(stream, Map.of("deployer.*.kubernetes.requests.cpu", "5m"));
		}
		for (String stream : List.of("first", "second")) {
			this.await.until(stream + " to be deployed", PATIENCE, () -> dataFlow.status(stream).equals("deployed"));
		}
	}

	/** By steps of one, and never back within the test. */
	private void policy(String stream, int maxInstances) {
		webhook().putJson("/api/policies/%s/log".formatted(stream),
				Map.of("strategy", "step", "maxInstances", maxInstances, "scaleInWindow", "PT1H"));
	}

	/** Tells Alertmanager of an alert, as Prometheus does. */
	private void fire(JsonClient alertmanager, String stream, Instant until) {
		alertmanager.postJson("/api/v2/alerts",
				List.of(Map.of("labels", WebhookPods.alert(stream), "endsAt", until.toString())));
	}

	private ConstantNotifications notifications() {
		ConstantNotifications notifications = new ConstantNotifications(this.kubectl);
		this.await.until("notifications to be answered", PATIENCE,
				() -> notifications.count().posted() > notifications.count().failed());
		return notifications;
	}

	/** A server that is busy may take longer than the probe waits. */
	private void awaitReached(NetworkProbe probe, String... servers) {
		for (String server : servers) {
			this.await.until(server + " to be reached", PATIENCE, () -> probe.reaches(server));
		}
	}

	private JsonClient webhook() {
		return this.webhooks.operator(this.webhooks.names().get(0));
	}

	/** Awaits that as many changes are there, and the latest one is in that state. */
	private void awaitChange(String stream, String outcome, int changes) {
		this.await.until("change %d of %s to be %s".formatted(changes, stream, outcome), PATIENCE, () -> {
			List<JsonNode> made = WebhookPods.changes(webhook(), stream);
			return made.size() == changes && made.get(0).path("outcome").asString().equals(outcome);
		});
	}

	private String secret(String name) {
		return read(this.project.resolve("k8s/base/secrets").resolve(name));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
