package io.github.dataflowautoscaler.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.dataflowautoscaler.demo.dataflow.AppInstance;
import io.github.dataflowautoscaler.demo.dataflow.DataFlowClient;
import io.github.dataflowautoscaler.demo.http.JsonClient;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.Platform;
import tools.jackson.databind.JsonNode;

/**
 * A second stream, which logs the webhook's decisions. Its policy is deployed with it.
 */
final class DecisionsStream {

	static final String NAME = "decisions";

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final Platform platform;

	private final DataFlowClient dataFlow;

	private final JsonClient webhook;

	private final Await await;

	DecisionsStream(Platform platform, DataFlowClient dataFlow, JsonClient webhook, Await await) {
		this.platform = platform;
		this.dataFlow = dataFlow;
		this.webhook = webhook;
		this.await = await;
	}

	void deploy() {
		this.dataFlow.createStream(NAME, ":autoscale-decisions > log");
		this.dataFlow.deploy(NAME, Map.of("deployer.*.local.hostname", "127.0.0.1", "deployer.*.local.javaOpts",
				"-Xms48m -Xmx144m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 " + this.platform.applicationMarker(),
				"app.log.autoscale.max-instances", "3"));
	}

	void awaitLogged(List<String> patterns) {
		this.await.until("the stream %s to log %s".formatted(NAME, patterns), PATIENCE, () -> {
			String logs = this.dataFlow.logs(NAME);
			return patterns.stream().allMatch((pattern) -> Pattern.compile(pattern).matcher(logs).find());
		});
	}

	void awaitPolicy() {
		this.await.until("the policy that was deployed", PATIENCE, this::isPolicyInForce);
	}

	private boolean isPolicyInForce() {
		return this.webhook.get("/api/policies").valueStream().anyMatch(DecisionsStream::isDeployed);
	}

	private static boolean isDeployed(JsonNode policy) {
		return policy.path("streamName").asString().equals(NAME)
				&& policy.path("origin").asString().equals("deployment") && policy.path("maxInstances").asInt() == 3;
	}

	/**
	 * Scales its application by hand.
	 * @param count the number of instances
	 */
	void scale(int count) {
		this.await.until("the stream %s to be deployed".formatted(NAME), PATIENCE,
				() -> this.dataFlow.status(NAME).equals("deployed"));
		this.dataFlow.scale(NAME, "log", count);
		awaitInstances(count);
	}

	void awaitInstances(int count) {
		this.await.until("Data Flow to show %d of %s".formatted(count, NAME), PATIENCE,
				() -> this.dataFlow.instances(NAME).stream().filter(AppInstance::isDeployed).count() == count);
	}

	/** Ends the stream, and its policy with it. */
	void destroy() {
		this.dataFlow.destroy(NAME);
		this.await.until("the policy to end", PATIENCE, () -> !isPolicyInForce());
	}

}
