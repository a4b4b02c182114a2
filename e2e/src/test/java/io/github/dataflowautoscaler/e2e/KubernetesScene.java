package io.github.dataflowautoscaler.e2e;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.dataflow.AppInstance;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import tools.jackson.databind.JsonNode;

/**
 * What tests do and see on a {@link KubernetesInstallation}: streams, policies, alerts,
 * Pods, and what the webhook has decided and says.
 */
final class KubernetesScene {

	/** The recipe's stream; one {@code transform} does ten messages a second. */
	static final String RECIPE = "time --fixed-delay=995 --time-unit=MILLISECONDS"
			+ " | transform --expression=\"T(java.lang.Thread).sleep(100) == null ? payload : payload\" | log";

	/** A step at a time, and nothing to wait for between two of them. */
	static final Map<String, ?> STEPS = Map.of("strategy", "step", "maxInstances", 4, "scaleOutCooldown", "PT0S",
			"scaleInWindow", "PT0S");

	/**
	 * What makes a {@code log} one that {@link #forbidPods()} is about: it cares for Pods
	 * of another namespace, which quotas can tell.
	 */
	static final Map<String, String> UNDER_QUOTA = Map.of("deployer.log.kubernetes.affinity.podAntiAffinity", """
			{ preferredDuringSchedulingIgnoredDuringExecution: [ { weight: 1, podAffinityTerm: { \
			topologyKey: 'kubernetes.io/hostname', namespaces: [ 'nobodys' ], \
			labelSelector: { matchLabels: { app: 'nobodys' } } } } ] }""");

	/** Many have to fit on one node of few processors, by what they ask for. */
	private static final Map<String, String> UNDEMANDING = Map.of("deployer.*.kubernetes.requests.cpu", "5m");

	/** Nobody hears of these Pods, so no alerts come but those of the test. */
	private static final Map<String, String> UNHEARD = Map.of("deployer.log.kubernetes.podAnnotations",
			"prometheus.io/scrape:false");

	/** Longer than the webhook waits for instances. */
	private static final Duration PATIENCE = Duration.ofMinutes(7);

	private final KubernetesInstallation installation;

	private final Await await = new Await((what, waited) -> {
	});

	private final DataFlowClient dataFlow;

	private JsonClient webhook;

	KubernetesScene(KubernetesInstallation installation) {
		this.installation = installation;
		this.dataFlow = new DataFlowClient(installation.dataFlow());
		this.webhook = installation.webhook();
	}

	KubernetesInstallation installation() {
		return this.installation;
	}

	DataFlowClient dataFlow() {
		return this.dataFlow;
	}

	JsonClient webhook() {
		return this.webhook;
	}

	/** Connects with the webhook's present Pod: a forwarded port ends with its Pod. */
	void reconnect() {
		this.webhook = this.installation.webhook();
	}

	/** The properties of a recipe whose messages are spread over four partitions. */
	static Map<String, String> partitioned(Map<String, String> more) {
		String output = "app.time.spring.cloud.stream.bindings.output.producer.";
		String binder = "app.transform.spring.cloud.stream.kafka.binder.";
		Map<String, String> properties = new HashMap<>(more);
		properties.putAll(Map.of(output + "partition-key-expression", "payload", output + "partition-count", "4",
				binder + "autoAddPartitions", "true", binder + "minPartitionCount", "4"));
		return properties;
	}

	/** The properties that make an application a StatefulSet, a claim for each Pod. */
	static Map<String, String> statefulSet(String application) {
		String deployer = "deployer.%s.".formatted(application);
		return Map.of(deployer + "indexed", "true", deployer + "kubernetes.statefulSetInitContainerImageName",
				"cluster.local/busybox:1", deployer + "kubernetes.statefulSet.volumeClaimTemplate.storageClassName",
				"standard", deployer + "kubernetes.statefulSet.volumeClaimTemplate.storage", "10m");
	}

	void deploy(String stream, String definition, Map<String, String> properties) {
		this.dataFlow.createStream(stream, definition);
		Map<String, String> all = new HashMap<>(UNDEMANDING);
		all.putAll(properties);
		this.dataFlow.deploy(stream, all);
	}

	/** Deploys a stream of one Pod, a {@code log} that nobody sends anything. */
	void deployLog(String stream, Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(UNHEARD);
		all.putAll(properties);
		deploy(stream, ":%s-messages > log".formatted(stream), all);
	}

	/** Lets a quota refuse new Pods of the streams that are under it. */
	void forbidPods() {
		this.installation.kubectl()
			.run("create", "quota", "none", "--hard=pods=0", "--scopes=CrossNamespacePodAffinity");
	}

	/**
	 * Takes the quota away, as docs/kubernetes.md says: the ReplicaSet's controller waits
	 * longer after each refusal, and a change of it makes it look at once.
	 * @param stream the stream that has waited
	 */
	void allowPods(String stream) {
		Kubectl kubectl = this.installation.kubectl();
		kubectl.run("delete", "quota", "none");
		kubectl.run("annotate", "replicaset", "-l", "spring-group-id=" + stream, "--overwrite", "quota=raised");
	}

	void awaitDeployed(String stream) {
		until(stream + " to be deployed", () -> this.dataFlow.status(stream).equals("deployed"));
	}

	/** Returns when the source of the old version is gone. */
	void load(String stream, Load load) {
		List<String> old = sources(stream);
		this.dataFlow.update(stream, Map.of("app.time.trigger.time-unit", load.timeUnit(),
				"app.time.trigger.fixed-delay", String.valueOf(load.fixedDelay())));
		until("the source of %s to be another one".formatted(stream), () -> {
			List<String> sources = sources(stream);
			return !sources.isEmpty() && Collections.disjoint(sources, old);
		});
	}

	private List<String> sources(String stream) {
		return pods("spring-group-id=" + stream).stream().filter((pod) -> pod.contains(stream + "-time-")).toList();
	}

	void destroy(String... streams) {
		for (String stream : streams) {
			this.dataFlow.destroy(stream);
		}
		for (String stream : streams) {
			until("the Pods of %s to be gone".formatted(stream), () -> pods("spring-group-id=" + stream).isEmpty());
		}
	}

	void policy(String stream, String application, Map<String, ?> settings) {
		this.webhook.putJson("/api/policies/%s/%s".formatted(stream, application), settings);
	}

	/** Sends a notification straight to the webhook. */
	void alert(String name, String stream, String application) {
		this.installation.alerts(this.webhook)
			.postJson("/alert", Map.of("version", "4", "alerts", List.of(Map.of("status", "firing", "labels",
					Map.of("alertname", name, "stream_name", stream, "application_name", application)))));
	}

	void scaleOut(String stream, String application) {
		alert("HighThroughputDifference", stream, application);
	}

	void scaleIn(String stream, String application) {
		alert("ZeroThroughputDifference", stream, application);
	}

	/** The names of the Pods with these labels, whatever state they are in. */
	List<String> pods(String labels) {
		return this.installation.kubectl()
			.run("get", "pods", "--selector=" + labels, "--output=name", "--ignore-not-found")
			.lines()
			.toList();
	}

	/** The names of an application's Pods. */
	List<String> pods(String stream, String application) {
		return this.dataFlow.instances(stream)
			.stream()
			.filter((instance) -> instance.application().equals(application))
			.map(AppInstance::id)
			.toList();
	}

	/** How many instances of an application are up. */
	long up(String stream, String application) {
		return this.dataFlow.instances(stream)
			.stream()
			.filter((instance) -> instance.application().equals(application) && instance.isDeployed())
			.count();
	}

	/** What the doctor says of an application's instances. */
	JsonNode instances(String stream, String application) {
		return this.webhook.get("/api/doctor?stream=%s&application=%s".formatted(stream, application))
			.path("findings")
			.valueStream()
			.filter((finding) -> finding.path("check").asString().equals("instances"))
			.findFirst()
			.orElseThrow();
	}

	/** All that was decided of a stream, the newest first. */
	List<JsonNode> history(String stream) {
		return this.webhook.get("/api/history?limit=1000")
			.valueStream()
			.filter((entry) -> entry.path("streamName").asString().equals(stream))
			.filter((entry) -> entry.hasNonNull("direction"))
			.toList();
	}

	/** The decisions that were more than held, the newest first. */
	List<JsonNode> changes(String stream) {
		return history(stream).stream().filter((entry) -> !entry.path("outcome").asString().equals("held")).toList();
	}

	/** Waits until the newest change is this one. */
	JsonNode awaitChange(String stream, String direction, String outcome) {
		until("the change %s of %s to be %s".formatted(direction, stream, outcome), () -> {
			List<JsonNode> changes = changes(stream);
			return !changes.isEmpty() && changes.get(0).path("direction").asString().equals(direction)
					&& changes.get(0).path("outcome").asString().equals(outcome);
		});
		return changes(stream).get(0);
	}

	/** Waits until the newest decision is to hold, for a reason. */
	JsonNode awaitHeld(String stream, String reason) {
		until("the decision about %s to be held for %s".formatted(stream, reason), () -> {
			List<JsonNode> history = history(stream);
			return !history.isEmpty() && history.get(0).path("outcome").asString().equals("held")
					&& history.get(0).path("reason").asString().equals(reason);
		});
		return history(stream).get(0);
	}

	void until(String what, BooleanSupplier condition) {
		this.await.until(what, PATIENCE, condition);
	}

}
