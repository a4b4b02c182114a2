package io.github.dataflowautoscaler.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.ManagedServer;
import io.github.dataflowautoscaler.demo.platform.Platform;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The servers with the stream {@code scaletest} on them, and what a test does and sees
 * there.
 */
final class Scene implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private static final List<String> SCALED = List.of(ScaleTest.APPLICATION, ScaleTest.SINK);

	private final Platform platform;

	private final DataFlowClient dataFlow;

	private final ScaleTest scaleTest;

	/** The application that has work to do. */
	private final String worker;

	private final JsonClient webhook;

	private final JsonClient alertmanager;

	private final PrometheusClient prometheus;

	private final Await await = new Await(this::progress);

	private final List<Map<String, ?>> posted = new ArrayList<>();

	/** What was decided until then is another test's. */
	private Instant before = Instant.EPOCH;

	private long accepted;

	private Load load = Load.LOW;

	Scene(Installation installation, int partitions, String worker) {
		this(installation, partitions, worker, null);
	}

	/**
	 * With two webhooks on one database. It is the second one that the test asks.
	 */
	Scene(Installation installation, int partitions, String worker, @Nullable String database) {
		this.platform = new Platform(installation, database);
		this.dataFlow = new DataFlowClient(this.platform.dataFlowUri());
		this.scaleTest = new ScaleTest(this.dataFlow, partitions, worker);
		this.worker = worker;
		this.webhook = new JsonClient((database != null) ? this.platform.replicaUri() : this.platform.webhookUri())
			.withToken(this.platform.alertToken());
		this.alertmanager = new JsonClient(this.platform.alertmanagerUri());
		this.prometheus = new PrometheusClient(this.platform.prometheusUri());
	}

	void start() {
		Runtime.getRuntime().addShutdownHook(new Thread(this.platform::close));
		this.platform.start(this.await);
		this.scaleTest.deploy(this.platform);
		awaitDeployed();
	}

	/**
	 * Brings every application back to one instance, by hand and with no policy or budget
	 * in force.
	 */
	void reset() {
		this.webhook.get("/api/policies")
			.valueStream()
			.forEach((policy) -> this.webhook.delete("/api/policies/%s/%s"
				.formatted(policy.path("streamName").asString(), policy.path("applicationName").asString())));
		this.webhook.get("/api/budgets")
			.valueStream()
			.forEach((budget) -> this.webhook.delete("/api/budgets/" + budget.path("name").asString()));
		awaitDeployed();
		for (String application : SCALED) {
			if (instances(application) != 1) {
				scale(application, 1);
			}
		}
		this.before = history().stream().map(Scene::decidedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
		this.accepted = acceptedAlerts();
	}

	/** Scales by hand, also what has a policy. */
	void scale(String application, int count) {
		this.dataFlow.scale(ScaleTest.STREAM, application, count);
		awaitInstances(application, count);
	}

	/** An operator's shell, connected to this Data Flow. */
	OperatorShell shell() {
		return new OperatorShell(this.platform.dataFlowUri(), this.platform.webhookUri());
	}

	/** The webhook's page about an application. */
	PageInBrowser page(String application) {
		return new PageInBrowser(
				this.platform.webhookUri().resolve("/streams/%s/%s".formatted(ScaleTest.STREAM, application)));
	}

	/**
	 * Reads all policies.
	 * @return their settings, without what changes when they are set again
	 */
	List<JsonNode> policies() {
		return this.webhook.get("/api/policies")
			.valueStream()
			.<JsonNode>map((policy) -> ((ObjectNode) policy).without("updatedAt"))
			.toList();
	}

	void policy(String application, Map<String, ?> settings) {
		policy(ScaleTest.STREAM, application, settings);
	}

	void policy(String stream, String application, Map<String, ?> settings) {
		this.webhook.putJson("/api/policies/%s/%s".formatted(stream, application), settings);
	}

	void budget(String name, Map<String, ?> settings) {
		this.webhook.putJson("/api/budgets/" + name, settings);
	}

	/** Data Flow refuses an update that changes nothing. */
	void load(Load load) {
		awaitDeployed();
		if (!load.equals(this.load)) {
			this.scaleTest.load(load);
			this.load = load;
		}
	}

	/** Replaces the application that has work to do, whatever is done with it now. */
	void upgrade() {
		this.scaleTest.upgrade(Instant.now().toString());
	}

	/** A second stream, which is not deployed yet. */
	DecisionsStream decisions() {
		return new DecisionsStream(this.platform, this.dataFlow, this.webhook, this.await);
	}

	/** Waits until Alertmanager knows an alert, as its summary says. */
	void awaitAlert(String summary) {
		this.await.until("Alertmanager to know that " + summary, PATIENCE,
				() -> this.alertmanager.get("/api/v2/alerts")
					.valueStream()
					.anyMatch((alert) -> alert.path("annotations").path("summary").asString("").equals(summary)));
	}

	/** Has Alertmanager send an alert, as Prometheus would, until the test is over. */
	void fire(String alert, String application) {
		Map<String, Object> body = new LinkedHashMap<>(alert(alert, application));
		body.put("startsAt", Instant.now().toString());
		body.put("endsAt", Instant.now().plus(Duration.ofHours(1)).toString());
		this.alertmanager.postJson("/api/v2/alerts", List.of(body));
		this.posted.add(body);
	}

	void resolveAll() {
		for (Map<String, ?> body : this.posted) {
			Map<String, Object> resolved = new LinkedHashMap<>(body);
			resolved.put("endsAt", Instant.now().toString());
			this.alertmanager.postJson("/api/v2/alerts", List.of(resolved));
		}
		this.posted.clear();
	}

	/** Sends one notification straight to the webhook. */
	void post(List<String> alerts, String application) {
		this.webhook.postJson("/alert",
				Map.of("version", "4", "alerts", alerts.stream().map((name) -> alert(name, application)).toList()));
	}

	private static Map<String, Object> alert(String name, String application) {
		return Map.of("labels", Map.of("alertname", name, "stream_name", ScaleTest.STREAM, "application_name",
				application, "scale", name.startsWith("High") ? "up" : "down"));
	}

	Platform platform() {
		return this.platform;
	}

	ManagedServer dataFlow() {
		return this.platform.dataFlow();
	}

	ManagedServer webhook() {
		return this.platform.webhook();
	}

	void restart(ManagedServer server) {
		server.start();
		awaitReady(server);
	}

	void awaitReady(ManagedServer server) {
		server.awaitReady(this.await);
	}

	long instances(String application) {
		return this.dataFlow.instances(ScaleTest.STREAM)
			.stream()
			.filter((instance) -> instance.application().equals(application) && instance.isDeployed())
			.count();
	}

	/**
	 * The actions since the test began, oldest first, such as {@code 1 -> 4 succeeded}.
	 */
	List<String> changes(String application) {
		return changes(historySince(application)).map(Scene::change).toList();
	}

	/**
	 * The actions of all streams since the test began, oldest first, such as
	 * {@code scaletest/log: 1 -> 4 succeeded}.
	 */
	List<String> changes() {
		return changes(historySince())
			.map((entry) -> "%s/%s: %s".formatted(entry.path("streamName").asString(),
					entry.path("applicationName").asString(), change(entry)))
			.toList();
	}

	private static Stream<JsonNode> changes(List<JsonNode> history) {
		return history.stream()
			.filter((entry) -> !entry.path("outcome").asString().equals("held"))
			.sorted(Comparator.comparing((entry) -> entry.path("id").asLong()));
	}

	private static String change(JsonNode entry) {
		return "%d -> %d %s".formatted(entry.path("fromInstances").asInt(), entry.path("toInstances").asInt(),
				entry.path("outcome").asString());
	}

	/** What the first notification since the test began led to. */
	String firstOutcome(String application) {
		List<JsonNode> history = historySince(application);
		JsonNode first = history.get(history.size() - 1);
		return "%s %s".formatted(first.path("outcome").asString(), first.path("reason").asString());
	}

	void awaitInstances(String application, int count) {
		this.await.until("Data Flow to show %d of %s".formatted(count, application), PATIENCE,
				() -> instances(application) == count);
	}

	/**
	 * Waits until the webhook shows the instances that Data Flow's own client lists: all
	 * of them, and those that are deployed.
	 */
	void awaitAgreement(String application) {
		this.await.until("the webhook and Data Flow's client to see the same of " + application, PATIENCE, () -> {
			JsonNode status = this.webhook.get("/api/streams/%s/%s".formatted(ScaleTest.STREAM, application));
			return status.path("runningInstances").asInt(-1) == listed(application)
					&& status.path("deployedInstances").asInt(-1) == instances(application);
		});
	}

	void awaitAtLeast(String application, int count) {
		this.await.until("Data Flow to show %d or more of %s".formatted(count, application), PATIENCE,
				() -> instances(application) >= count);
	}

	/**
	 * Waits until a change has reached Data Flow, whatever state the instances are in.
	 */
	void awaitListed(String application, int count) {
		this.await.until("Data Flow to list %d or more of %s".formatted(count, application), PATIENCE,
				() -> listed(application) >= count);
	}

	private long listed(String application) {
		return this.dataFlow.instances(ScaleTest.STREAM)
			.stream()
			.filter((instance) -> instance.application().equals(application))
			.count();
	}

	/**
	 * Waits until there have been as many instances for a time, whatever there were
	 * before.
	 */
	void awaitSettled(String application, int count, Duration time) {
		AtomicReference<Instant> since = new AtomicReference<>(Instant.now());
		this.await.until("%s to stay at %d for %d s".formatted(application, count, time.toSeconds()),
				time.plus(PATIENCE).plus(PATIENCE), () -> {
					if (instances(application) != count) {
						since.set(Instant.now());
					}
					return Duration.between(since.get(), Instant.now()).compareTo(time) >= 0;
				});
	}

	/** Lets a time pass, in which all servers that run have to go on running. */
	void pass(Duration time) {
		Instant end = Instant.now().plus(time);
		this.await.until("%d ms to pass".formatted(time.toMillis()), time.plus(PATIENCE),
				() -> Instant.now().isAfter(end));
	}

	/** Waits for a time in which the instances stay as many as they are. */
	void awaitSteady(String application, Duration time) {
		Instant end = Instant.now().plus(time);
		long count = instances(application);
		this.await.until("%s to stay at %d for %d s".formatted(application, count, time.toSeconds()),
				time.plus(PATIENCE), () -> {
					if (instances(application) != count) {
						throw new AssertionError("%s went from %d to %d instances".formatted(application, count,
								instances(application)));
					}
					return Instant.now().isAfter(end);
				});
	}

	void awaitFiring(String alert) {
		this.await.until(alert + " to fire", PATIENCE,
				() -> this.prometheus.isFiring(alert, ScaleTest.STREAM, this.worker));
	}

	void awaitCaughtUp() {
		this.await.until("the throughput to catch up", PATIENCE, () -> {
			OptionalDouble arriving = rate("autoscale:arrival:rate1m");
			OptionalDouble handled = rate("autoscale:input:rate1m");
			return arriving.isPresent() && handled.orElse(0) >= 0.95 * arriving.getAsDouble();
		});
	}

	void awaitDecision(String application, String outcome, String reason) {
		this.await.until("the decision about %s to be %s, %s".formatted(application, outcome, reason), PATIENCE,
				() -> historySince(application).stream()
					.findFirst()
					.filter((entry) -> entry.path("outcome").asString().equals(outcome)
							&& entry.path("reason").asString().equals(reason))
					.isPresent());
	}

	void awaitInProgress(String application) {
		this.await.until("a change of %s to be in progress".formatted(application), PATIENCE,
				() -> historySince(application).stream()
					.anyMatch((entry) -> entry.path("outcome").asString().equals("in_progress")));
	}

	/** Waits until the first webhook is the one that decides, which Prometheus knows. */
	void awaitFirstDecides() {
		String leader = "autoscale_leader{instance=\"%s\"}".formatted(this.platform.webhookUri().getAuthority());
		this.await.until("the first webhook to decide", PATIENCE, () -> this.prometheus.value(leader).orElse(0) == 1);
	}

	void awaitNoneInProgress() {
		this.await.until("no change to be in progress", PATIENCE,
				() -> history().stream().noneMatch((entry) -> entry.path("outcome").asString().equals("in_progress")));
	}

	void awaitAccepted() {
		this.await.until("the webhook to accept the alert", PATIENCE, () -> acceptedAlerts() > this.accepted);
	}

	void awaitDeployed() {
		this.await.until("the stream to be deployed", PATIENCE, this.scaleTest::isDeployed);
	}

	private OptionalDouble rate(String series) {
		return this.prometheus
			.value("%s{stream_name=\"%s\", application_name=\"%s\"}".formatted(series, ScaleTest.STREAM, this.worker));
	}

	private long acceptedAlerts() {
		return (long) this.prometheus.value("sum(autoscale_alerts_total{result=\"accepted\"})").orElse(0);
	}

	private List<JsonNode> historySince(String application) {
		return historySince().stream()
			.filter((entry) -> entry.path("streamName").asString().equals(ScaleTest.STREAM)
					&& entry.path("applicationName").asString().equals(application))
			.toList();
	}

	private List<JsonNode> historySince() {
		return history().stream().filter((entry) -> decidedAt(entry).isAfter(this.before)).toList();
	}

	/** A decision that repeats the latest one is no entry of its own. */
	private static Instant decidedAt(JsonNode entry) {
		return Instant.parse(entry.path(entry.has("lastDecidedAt") ? "lastDecidedAt" : "decidedAt").asString());
	}

	private List<JsonNode> history() {
		return this.webhook.get("/api/history?limit=1000")
			.valueStream()
			.filter((entry) -> entry.hasNonNull("direction"))
			.toList();
	}

	private void progress(String what, Duration since) {
		this.platform.servers().forEach(ManagedServer::requireAlive);
	}

	@Override
	public void close() {
		this.platform.close();
	}

}
