package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The recipe and its faults on real servers: Kafka, Skipper, Data Flow, Prometheus,
 * Alertmanager and the webhook. What counts is what Data Flow's runtime API shows. The
 * tests share the servers, because starting them takes longer than most tests; each one
 * begins with one instance.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoscalingIT {

	private static final int FIRST_PORT = 19180;

	/** Steps of one, no second one before the alert can be taken back, no scale-in. */
	private static final Map<String, ?> ONE_STEP = Map.of("strategy", "step", "maxInstances", 4, "scaleOutBy", 1,
			"scaleOutCooldown", "PT2M", "scaleInWindow", "PT1H");

	private final Scene scene = new Scene(
			new Installation(MonitoringTools.projectFile(""),
					MonitoringTools.projectFile(Path.of("e2e", "target", "servers").toString()), new Ports(FIRST_PORT)),
			4, ScaleTest.APPLICATION);

	@BeforeAll
	void start() {
		this.scene.start();
	}

	@AfterAll
	void stop() {
		this.scene.close();
	}

	@BeforeEach
	void oneInstance() {
		this.scene.reset();
	}

	@AfterEach
	void noAlerts() {
		this.scene.resolveAll();
	}

	@Test
	@Order(1)
	@DisplayName("the recipe from the shell: out when the load rises, in when it falls, each in one action that others hear of")
	void recipe() {
		OperatorShell shell = this.scene.shell();
		assertThat(shell.runToFailure("autoscale set scaletest --applicationName time --maxInstances 4"))
			.hasLineCount(1)
			.contains("time is the source of stream scaletest");
		assertThat(
				shell.run("autoscale set scaletest --applicationName transform --maxInstances 4 --scaleOutCooldown 20s"
						+ " --scaleInWindow 30s", "autoscale show scaletest"))
			.contains("has been set for the application 'transform' of the stream 'scaletest': 1 to 4 instances")
			.contains("scaleOutCooldown = 20s", "running = 1", "arrival = ");
		DecisionsStream decisions = this.scene.decisions();
		decisions.deploy();
		this.scene.load(Load.HIGH);
		this.scene.awaitFiring("HighThroughputDifference");
		this.scene.awaitInstances("transform", 4);
		this.scene.awaitAgreement("transform");
		this.scene.awaitAlert("transform of stream scaletest was scaled from 1 to 4 instances");
		this.scene.awaitCaughtUp();
		lookAtThePage();
		assertThat(shell.run("autoscale history scaletest --limit 1000",
				"autoscale explain scaletest --applicationName transform", "autoscale pause scaletest --duration 1h",
				"autoscale list", "autoscale resume scaletest"))
			.containsPattern("succeeded *│1 → 4|1 → 4 succeeded")
			.contains("messages/s arrive", "paused until", "has been resumed");
		this.scene.load(Load.LOW);
		this.scene.awaitFiring("ZeroThroughputDifference");
		this.scene.awaitInstances("transform", 1);
		this.scene.awaitAgreement("transform");
		this.scene.awaitNoneInProgress();
		assertThat(this.scene.changes("transform")).containsExactly("1 -> 4 succeeded", "4 -> 1 succeeded");
		decisions.awaitLogged(List.of("\"fromInstances\":1,\"requiredInstances\":\\d+,\"toInstances\":4",
				"\"fromInstances\":4,\"requiredInstances\":\\d+,\"toInstances\":1"));
		decisions.awaitPolicy();
		decisions.destroy();
		assertThat(shell.run("autoscale unset scaletest --applicationName transform", "autoscale list --output json"))
			.contains("has been unset", "[ ]");
	}

	private void lookAtThePage() {
		try (PageInBrowser page = this.scene.page("transform")) {
			page.await("#now", "4");
			page.await("#measures", "4");
			page.await("#charts", "arrival");
			page.await("main", "1 → 4");
			page.screenshot("recipe");
			assertThat(page.count("#charts canvas")).isEqualTo(3);
			assertThat(page.errors()).isEmpty();
		}
	}

	@Test
	@Order(2)
	@DisplayName("case 34: a policy for an application that can't be scaled is refused")
	void refusedPolicies() {
		assertThatThrownBy(() -> this.scene.policy("transfrom", ONE_STEP)).hasMessageContaining("answered 422")
			.hasMessageContaining("the applications of stream scaletest are: time, transform, log");
		assertThatThrownBy(() -> this.scene.policy("time", ONE_STEP)).hasMessageContaining("answered 422")
			.hasMessageContaining("time is the source of stream scaletest");
	}

	@Test
	@Order(2)
	@DisplayName("the requests of the documentation, word by word")
	void documentedRequests(@TempDir Path directory) {
		assumeThat(MonitoringTools.run(List.of("bash", "-c", "type -P curl jq")).exitCode())
			.as("the commands need curl and jq on the PATH")
			.isZero();
		DocumentedCommands commands = DocumentedCommands.of(getClass(), directory)
			.replace("http://localhost:8085", this.scene.shell().webhook().toString())
			// A refusal is no success here.
			.replace("curl (?!-f)", "curl -fsS ");
		assertThat(commands.follow("curl -X PUT")).contains("\"maxInstances\":4", "\"maxInstances\":6");
		assertThat(this.scene.policies()).isEmpty();
		this.scene.policy("transform", ONE_STEP);
		this.scene.policy("log", ONE_STEP);
		List<JsonNode> policies = this.scene.policies();
		assertThat(commands.follow("curl 'http://localhost:8085/api/streams")).contains("\"arrivalRate\":[");
		commands.follow("curl -fsS http://localhost:8085/api/policies > policies.json");
		this.scene.reset();
		commands.follow("jq -c");
		assertThat(this.scene.policies()).isEqualTo(policies);
		assertThat(commands.left()).isEmpty();
	}

	@Test
	@Order(3)
	@DisplayName("case 22: a webhook that is killed in the middle of a change goes on with it, and does it once")
	void webhookKilled() {
		this.scene.policy("log", ONE_STEP);
		this.scene.fire("HighThroughputDifference", "log");
		this.scene.awaitListed("log", 2);
		this.scene.webhook().kill();
		this.scene.restart(this.scene.webhook());
		this.scene.awaitInstances("log", 2);
		this.scene.awaitNoneInProgress();
		assertThat(this.scene.changes("log")).containsExactly("1 -> 2 succeeded");
		this.scene.awaitDecision("log", "held", "cooldown");
		assertThat(this.scene.instances("log")).isEqualTo(2);
	}

	@Test
	@Order(4)
	@DisplayName("case 4: of both alerts at once scale-out wins, through Alertmanager and straight")
	void bothAlertsAtOnce() {
		this.scene.policy("log",
				Map.of("strategy", "step", "maxInstances", 2, "scaleOutCooldown", "PT0S", "scaleInWindow", "PT0S"));
		this.scene.fire("ZeroThroughputDifference", "log");
		this.scene.fire("HighThroughputDifference", "log");
		this.scene.awaitInstances("log", 2);
		this.scene.post(List.of("HighThroughputDifference", "ZeroThroughputDifference"), "log");
		this.scene.awaitDecision("log", "held", "at_maximum");
		assertThat(this.scene.changes("log")).containsExactly("1 -> 2 succeeded");
		assertThat(this.scene.instances("log")).isEqualTo(2);
	}

	@Test
	@Order(5)
	@DisplayName("case 11: what is asked while Data Flow is stopped is done once it is back")
	void dataFlowStopped() {
		this.scene.policy("transform", ONE_STEP);
		this.scene.dataFlow().stop();
		this.scene.fire("HighThroughputDifference", "transform");
		this.scene.awaitAccepted();
		this.scene.restart(this.scene.dataFlow());
		this.scene.awaitInstances("transform", 2);
		this.scene.awaitNoneInProgress();
		assertThat(this.scene.changes("transform")).containsExactly("1 -> 2 succeeded");
	}

	@Test
	@Order(6)
	@DisplayName("case 83: a budget of 5 over two streams moves an instance to the more important one")
	void budgetOverTwoStreams() {
		DecisionsStream decisions = this.scene.decisions();
		decisions.deploy();
		decisions.awaitPolicy();
		decisions.scale(3);
		this.scene.scale("log", 2);
		this.scene.policy("log", Map.of("strategy", "step", "maxInstances", 3, "priority", 1));
		this.scene.budget("all", Map.of("maxInstances", 5, "makeRoom", true));
		this.scene.fire("HighThroughputDifference", "log");
		this.scene.awaitDecision("log", "held", "budget");
		decisions.awaitInstances(2);
		this.scene.awaitInstances("log", 3);
		this.scene.awaitNoneInProgress();
		assertThat(this.scene.changes()).containsExactly("decisions/log: 3 -> 2 succeeded",
				"scaletest/log: 2 -> 3 succeeded");
		decisions.destroy();
	}

}
