package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

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
	private void start(String readBackTimeout) {
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.dataflow.read-timeout=300ms", "--autoscale.scaling.read-back-timeout=" + readBackTimeout);
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
	@DisplayName("case 22: while a call waits for quota Skipper refuses another one, and nobody is asked for more than once")
	void callWaitsForQuota() {
		this.dataFlow.behave(KubernetesScaling.withoutQuota());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("unanswered", "busy"));
		assertThat(this.dataFlow.instances("scaletest", "transform")).isEqualTo(1);
		assertThat(this.dataFlow.scaleCalls()).containsOnly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 22: a call that was given up and is carried out late is the step that was asked for, not one more")
	void callIsCarriedOutLate() {
		KubernetesScaling cluster = KubernetesScaling.withoutQuota();
		this.dataFlow.behave(cluster);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("unanswered", "busy"));
		cluster.grant();
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsOnly("scaletest/transform=3");
		assertThat(this.dataFlow.instances("scaletest", "transform")).isEqualTo(3);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.dataFlow.scaleCalls()).contains("scaletest/transform=5"));
	}

	@Test
	@DisplayName("case 31: Pods that no node has room for are a failure that counts what is up, and nothing more is asked for")
	void noRoom() {
		this.dataFlow.behave(KubernetesScaling.withoutNodes());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.endsWith("after 2 s the application is still being deployed with 1 of 3 instances up");
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
