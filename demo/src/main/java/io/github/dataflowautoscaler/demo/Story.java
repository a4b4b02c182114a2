package io.github.dataflowautoscaler.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.demo.Chart.Sample;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.Environment;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;
import tools.jackson.databind.JsonNode;

/**
 * The recipe, step by step. It goes on only after what a step is meant to bring about has
 * been seen, the number of instances in Data Flow's own runtime API, and fails otherwise.
 */
final class Story {

	private static final int MIN_INSTANCES = 1;

	/** More than the load needs: what is seen is no limit. */
	private static final int MAX_INSTANCES = 6;

	/** Shared out evenly by more numbers of instances than six are. */
	private static final int PARTITIONS = 12;

	private static final Map<String, ?> POLICY = Map.of("minInstances", MIN_INSTANCES, "maxInstances", MAX_INSTANCES,
			"scaleOutCooldown", "PT20S", "scaleInWindow", "PT30S");

	private static final Set<String> ACTED = Set.of("in_progress", "succeeded");

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private static final Duration SITUATION_INTERVAL = Duration.ofSeconds(2);

	private final Environment environment;

	private final Timeline timeline;

	private final ScaleTest scaleTest;

	private final JsonClient webhook;

	private final PrometheusClient prometheus;

	private final Await await = new Await(this::progress);

	private final List<Chapter> chapters = new ArrayList<>();

	private final Chart chart = new Chart();

	private boolean deployed;

	private Situation situation = Situation.UNKNOWN;

	private Duration situationRead = Duration.ZERO;

	private long peakResidentBytes;

	Story(Environment environment, Timeline timeline) {
		this.environment = environment;
		this.timeline = timeline;
		this.scaleTest = new ScaleTest(new DataFlowClient(environment.dataFlowUri()), PARTITIONS);
		this.webhook = environment.webhookClient();
		this.prometheus = new PrometheusClient(environment.prometheusUri());
	}

	void tell() {
		this.timeline.event("Starting Kafka, Skipper, Data Flow, the webhook, Alertmanager and Prometheus.");
		this.timeline.event("Rules and routes are the project's own on a faster clock: 30 s windows for 1 min,"
				+ " alerts after 10 s for 15 s (out) and 30 s for 1 min (in).");
		this.environment.start(this.await);
		seen("Servers ready");
		this.environment.page(ScaleTest.STREAM, ScaleTest.APPLICATION)
			.ifPresent((page) -> this.timeline.event("To look on: " + page));
		this.scaleTest.deploy(this.environment);
		this.await.until("the stream to be deployed", PATIENCE, this.scaleTest::isDeployed);
		this.deployed = true;
		seen("time | transform | log deployed");
		this.webhook.putJson("/api/policies/scaletest/transform", POLICY);
		seen("Policy set: 1 to 6 instances of transform");
		this.await.until("Prometheus to see 1 msg/s", PATIENCE, () -> situation().isSteadyAt(1));
		seen("Prometheus sees 1 msg/s");
		scaleOut();
		scaleIn();
	}

	private void scaleOut() {
		this.scaleTest.load(Load.HIGH);
		seen("Load raised to 25 msg/s; one instance does 10");
		awaitAlert("HighThroughputDifference");
		awaitInstances(awaitScaleOut());
		this.await.until("the throughput to catch up", PATIENCE, () -> situation().isCaughtUp());
		seen("Throughput caught up");
	}

	private void scaleIn() {
		this.await.until("the update of the stream to be finished", PATIENCE, this.scaleTest::isDeployed);
		this.scaleTest.load(Load.LOW);
		seen("Load lowered to 1 msg/s");
		awaitAlert("ZeroThroughputDifference");
		awaitInstances(MIN_INSTANCES);
	}

	private void awaitAlert(String alert) {
		this.await.until(alert + " to fire", PATIENCE,
				() -> this.prometheus.isFiring(alert, ScaleTest.STREAM, ScaleTest.APPLICATION));
		seen(alert + " fires");
	}

	/** Returns how many instances the webhook wants, and tells why. */
	private int awaitScaleOut() {
		this.await.until("the webhook to scale transform out", PATIENCE, () -> scaleOutDecision().isPresent());
		JsonNode decision = scaleOutDecision().orElseThrow();
		this.timeline.event("The webhook: " + decision.path("explanation").asString());
		return decision.path("toInstances").asInt();
	}

	private Optional<JsonNode> scaleOutDecision() {
		return this.webhook.get("/api/history")
			.valueStream()
			.filter((entry) -> entry.path("direction").asString("").equals("out"))
			.filter((entry) -> ACTED.contains(entry.path("outcome").asString("")))
			.findFirst();
	}

	private void awaitInstances(int instances) {
		this.await.until("Data Flow to show %d instance(s) of transform".formatted(instances), PATIENCE,
				() -> this.scaleTest.instances() == instances);
		seen("Data Flow shows %d instance(s) of transform".formatted(instances));
	}

	List<Chapter> chapters() {
		return this.chapters;
	}

	Chart chart() {
		return this.chart;
	}

	long peakResidentBytes() {
		return this.peakResidentBytes;
	}

	private void seen(String what) {
		Situation now = situation();
		this.chapters.add(new Chapter(this.timeline.elapsed(), what, now));
		this.timeline.event((what + "  " + now).stripTrailing());
	}

	private Situation situation() {
		if (this.timeline.elapsed().minus(this.situationRead).compareTo(SITUATION_INTERVAL) > 0) {
			this.situation = Situation.read(this.prometheus);
			this.situationRead = this.timeline.elapsed();
			this.peakResidentBytes = Math.max(this.peakResidentBytes, this.environment.residentBytes());
			if (this.deployed) {
				this.chart.add(new Sample(this.situationRead, this.situation.arrival().orElse(0),
						this.situation.input().orElse(0), this.scaleTest.instances()));
			}
		}
		return this.situation;
	}

	// A server that has died makes waiting pointless, so it ends the story at once.
	private void progress(String what, Duration since) {
		this.environment.requireAlive();
		this.timeline.progress(what, since, situation().toString());
	}

	/**
	 * Something that was seen.
	 *
	 * @param at when, since the beginning
	 * @param what what was seen
	 * @param situation what Prometheus knew then
	 */
	record Chapter(Duration at, String what, Situation situation) {

	}

}
