package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is different where Data Flow deploys to Kubernetes: scale calls that take as long
 * as the cluster does, Pods that nobody has room for, updates, and StatefulSets.
 */
class KubernetesCasesTests {

	private static final String POLICY = "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2,\"scaleOutCooldown\":\"PT0S\"}";

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void start() {
		this.dataFlow.deployToKubernetes();
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		start("2s");
		this.webhook.policy("scaletest", "transform", POLICY);
	}

	/** As patient as one wants. */
	private void start(String readBackTimeout, String... more) {
		List<String> arguments = new ArrayList<>(List.of(more));
		arguments.add("--autoscale.dataflow.read-timeout=300ms");
		arguments.add("--autoscale.scaling.read-back-timeout=" + readBackTimeout);
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(), arguments.toArray(String[]::new));
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 22: a scale call that waits for Pods is sent once, however often the alert comes")
	void callWaitsForPods() {
		this.webhook.close();
		start("1m");
		KubernetesScaling cluster = KubernetesScaling.withoutNodes();
		this.dataFlow.behave(cluster);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.instances("scaletest", "transform") == 3);
		await().during(Duration.ofMillis(1500))
			.pollInterval(Duration.ofMillis(100))
			.untilAsserted(() -> this.webhook.alert(Alerts.out("scaletest", "transform")));
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
		assertThat(this.webhook.history("outcome")).containsExactly("in_progress");
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		cluster.grant();
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).last().isEqualTo("succeeded"));
	}

	@Test
	@DisplayName("case 22: a call that waits for quota is not repeated, and is the change when it is carried out")
	void callWaitsForQuota() {
		this.webhook.close();
		start("2s", "--autoscale.scaling.unanswered-timeout=1m");
		KubernetesScaling cluster = KubernetesScaling.withoutQuota();
		this.dataFlow.behave(cluster);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("unanswered", "scale_out");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.endsWith("nothing else is asked of it for this application, for 60 s at most");
		await().during(Duration.ofMillis(1500))
			.pollInterval(Duration.ofMillis(100))
			.untilAsserted(() -> this.webhook.alert(Alerts.out("scaletest", "transform"),
					Alerts.in("scaletest", "transform")));
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
		cluster.grant();
		awaitNewest("succeeded", "scale_out");
	}

	@Test
	@DisplayName("case 22: with three calls without an answer no other scale-out is asked for, and a scale-in is")
	void connectionsAreLeftForOthers() {
		this.webhook.close();
		start("2s", "--autoscale.scaling.unanswered-timeout=1m");
		for (String stream : List.of("a", "b", "c", "d", "e")) {
			this.dataFlow.deploy(stream, "time | transform", "time", "transform");
			this.webhook.policy(stream, "transform", POLICY);
		}
		KubernetesScaling cluster = KubernetesScaling.withoutQuota();
		this.dataFlow.behave(cluster);
		this.webhook.alert(Alerts.out("a", "transform"), Alerts.out("b", "transform"), Alerts.out("c", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("unanswered",
				"unanswered", "unanswered"));
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		this.dataFlow.set("e", "transform", 3);
		this.webhook.alert(Alerts.out("d", "transform"), Alerts.in("e", "transform"));
		await().until(() -> this.dataFlow.instances("e", "transform") < 3);
		assertThat(this.dataFlow.scaleCalls()).noneMatch((call) -> call.startsWith("d/"));
		cluster.grant();
		await().until(() -> this.dataFlow.instances("d", "transform") == 3);
	}

	@Test
	@DisplayName("case 32: instances that crash after a call that was never answered are taken back, too")
	void unansweredAndCrashing() {
		this.dataFlow.behave((call) -> call.crash());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		this.dataFlow.behave(ScaleBehaviour.RECOVER);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "taken_back");
	}

	@Test
	@DisplayName("case 32: Pods that a quota has let in late, and that crash, are taken back no later than others")
	void quotaIsLate() {
		this.webhook.close();
		start("2s", "--autoscale.scaling.unanswered-timeout=1m");
		KubernetesScaling cluster = KubernetesScaling.withoutQuotaAndThenCrashing();
		this.dataFlow.behave(cluster);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("unanswered", "scale_out");
		cluster.grant();
		awaitNewest("failed", "not_confirmed");
		this.dataFlow.behave(ScaleBehaviour.RECOVER);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "taken_back");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "scaletest/transform=2");
	}

	@Test
	@DisplayName("case 31: Pods that no node has room for are a failure that counts what is up, and nothing more is asked for")
	void noRoom() {
		this.dataFlow.behave(KubernetesScaling.withoutNodes());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		assertThat(this.webhook.history("explanation").get(0).toString()).endsWith(
				"after 2 s the application has Pods that are pending: they lack a node or their image with 1 of 3 instances up");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 31: Pods that find room after all are instances like others")
	void roomAfterAll() {
		this.dataFlow.set("scaletest", "transform", 3);
		this.dataFlow.ready("scaletest", "transform", 1);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		this.dataFlow.ready("scaletest", "transform", 3);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=5");
	}

	@Test
	@DisplayName("case 32: new instances that crash are taken back, and not asked for again for a while")
	void newInstancesCrash() {
		this.dataFlow.behave(ScaleBehaviour.CRASH);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		this.dataFlow.behave(ScaleBehaviour.RECOVER);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "taken_back");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.isEqualTo("The application has instances that crash: only 2 of 3 instances have come up; back to 2");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "cooldown");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.contains("The instances of the last scale-out crashed and were taken back");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "scaletest/transform=2");
	}

	@Test
	@DisplayName("case 32: instances that crash without a scale-out are not taken away")
	void instancesCrashByThemselves() {
		this.dataFlow.set("scaletest", "transform", 3);
		this.dataFlow.state("scaletest", "transform", "partial");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
	}

	@Test
	@DisplayName("case 27: an update keeps the running count, and what is decided after it begins there")
	void updateKeepsTheCount() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("busy"));
		this.dataFlow.update("scaletest");
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.instances("scaletest", "transform")).isEqualTo(5);
	}

	@Test
	@DisplayName("case 27: after undeploy and deploy decisions begin at the deployed count")
	void deployedAnew() {
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		this.dataFlow.state("scaletest", "transform", "undeployed");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		this.dataFlow.set("scaletest", "transform", 1);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "scaletest/transform=3");
	}

	@Test
	@DisplayName("case 33: the StatefulSet of a partitioned consumer is scaled as long as Kafka assigns the partitions")
	void statefulSet() {
		this.dataFlow.deployedAs("scaletest",
				"time | transform --spring.cloud.stream.bindings.input.consumer.partitioned=true"
						+ " --spring.cloud.stream.instanceCount=1 | log");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "autoRebalanceEnabled", "auto-rebalance-enabled" })
	@DisplayName("case 33: where partitions are assigned statically, a policy is refused, and one from before is held, with the reason")
	void staticPartitions(String property) {
		this.dataFlow.deployedAs("scaletest",
				"time | transform --spring.cloud.stream.kafka.bindings.input.consumer.%s=false | log"
					.formatted(property));
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "ineffective");
		assertThat(this.webhook.history("explanation").get(0).toString()).contains("takes fixed partitions");
		HttpResponse<String> answer = this.webhook.policy("scaletest", "transform", POLICY);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("scaletest/transform takes fixed partitions");
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
	}

	private void awaitNewest(String outcome, String reason) {
		await().untilAsserted(() -> {
			assertThat(this.webhook.history("outcome")).first().isEqualTo(outcome);
			assertThat(this.webhook.history("reason")).first().isEqualTo(reason);
		});
	}

}
