package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Data Flow and Skipper do when they don't do what they were asked for.
 */
class DataFlowCasesTests extends OnScaletest {

	@Override
	RunningWebHook startWebHook() {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.policies.gone.transform.max-instances=9",
				"--autoscale.policies.scaletest.transfom.max-instances=9");
	}

	@BeforeEach
	void policy() {
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}");
	}

	@Test
	@DisplayName("case 17: the policy of a stream that does not exist is orphaned, and nothing is called")
	void unknownStream() {
		this.webhook.alert(Alerts.out("gone", "transform"));
		awaitNewest("held", "orphaned");
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
	}

	@Test
	@DisplayName("case 17: a stream that vanishes before the call is a failure that is not retried")
	void streamVanishes() {
		this.dataFlow.behave(ScaleBehaviour.NO_RELEASE);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_found");
		proveIdle();
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "scaletest/log=2");
	}

	@Test
	@DisplayName("case 18: an application that the definition doesn't have is not scaled")
	void unknownApplication() {
		this.webhook.alert(Alerts.out("scaletest", "transfom"));
		awaitNewest("held", "orphaned");
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
	}

	@Test
	@DisplayName("case 18: a 201 after which nothing happens is a failure, found by reading back")
	void nothingHappens() {
		this.dataFlow.behave(ScaleBehaviour.PRETEND);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.contains("accepted the request, but after 2 s")
			.contains("1 of 1 instances");
		assertThat(this.dataFlow.scaleCalls()).hasSize(1);
	}

	@Test
	@DisplayName("case 19: what is not deployed is held with the reason, and resumes with the next alert")
	void notDeployed() {
		this.dataFlow.set("scaletest", "transform", 2);
		this.dataFlow.state("scaletest", "transform", "partial");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		assertThat(this.dataFlow.scaleCalls()).isEmpty();
		this.dataFlow.set("scaletest", "transform", 2);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=4");
	}

	@Test
	@DisplayName("case 20: while an update is in progress the request is retried, with a target computed anew")
	void updateInProgress() {
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.scaleCalls().size() >= 3);
		this.dataFlow.set("scaletest", "transform", 4);
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).startsWith("scaletest/transform=3").endsWith("scaletest/transform=6");
		assertThat(this.webhook.history("reason")).contains("busy");
	}

	@Test
	@DisplayName("case 20: a request is given up after its longest age, with the last error")
	void updateTakesTooLong() {
		this.webhook.close();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.scaling.request-max-age=1s");
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "expired");
		assertThat(this.webhook.history("explanation").get(0).toString()).contains("not in state ready to do SCALE");
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		proveIdle();
		assertThat(this.dataFlow.instances("scaletest", "transform")).isEqualTo(1);
	}

	@Test
	@DisplayName("case 20: a repeated alert does not put off the end, and begins anew after it")
	void repeatedWhileUpdateTakesTooLong() {
		this.webhook.close();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.scaling.request-max-age=1s");
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			this.webhook.alert(Alerts.out("scaletest", "transform"));
			assertThat(this.webhook.history("reason")).contains("expired");
		});
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).contains("succeeded"));
	}

	@Test
	@DisplayName("case 21: a stream whose state machine is stuck for good waits alone, and its request ends")
	void stuckForGood() {
		this.webhook.close();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.scaling.request-max-age=3s");
		for (String stream : new String[] { "second", "third" }) {
			this.dataFlow.deploy(stream, "time | transform | log", "time", "transform", "log");
			this.webhook.policy(stream, "transform", "{\"strategy\":\"step\",\"maxInstances\":2}");
		}
		this.dataFlow.behave((call) -> (call.key().startsWith("scaletest/") ? ScaleBehaviour.BUSY : ScaleBehaviour.OBEY)
			.scale(call));
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> !this.dataFlow.scaleCalls().isEmpty());
		this.webhook.alert(Alerts.out("second", "transform"), Alerts.out("third", "transform"));
		await().until(() -> this.dataFlow.instances("second", "transform") == 2
				&& this.dataFlow.instances("third", "transform") == 2);
		assertThat(this.webhook.history("reason")).doesNotContain("expired");
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("expired"));
		assertThat(this.dataFlow.instances("scaletest", "transform")).isOne();
	}

	@Test
	@DisplayName("case 22: an unanswered scale call that was carried out is found by reading back, not sent again")
	void unansweredButDone() {
		this.dataFlow.behave((call) -> call.obey());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 22: an unanswered scale call that changed nothing has failed after a while, and the next alert asks anew")
	void unansweredAndNotDone() {
		this.dataFlow.behave((call) -> this.dataFlow.behave(ScaleBehaviour.OBEY));
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> !this.dataFlow.scaleCalls().isEmpty());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "unanswered");
		await().during(Duration.ofMillis(500)).until(() -> this.webhook.history("outcome").size() == 1);
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
		assertThat(this.webhook.history("explanation").get(0).toString()).contains(
				"No answer came to the call for 3 instances, and after 1 s the application is deployed with 1 of 1");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3", "scaletest/transform=3");
	}

	@Test
	@DisplayName("case 22: a restart between call and answer reads back and does not send the call again")
	void restartInTheMiddle() {
		this.dataFlow.behave((call) -> call.obey());
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.scaleCalls().size() == 1);
		this.webhook.close();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.policies.gone.transform.max-instances=9",
				"--autoscale.policies.scaletest.transfom.max-instances=9");
		awaitNewest("succeeded", "scale_out");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 20: while Skipper is restarted the request is retried")
	void skipperRestarts() {
		this.dataFlow.behave(ScaleBehaviour.NO_SKIPPER);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.webhook.history("reason")).contains("unreachable"));
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		awaitNewest("succeeded", "scale_out");
	}

	@Test
	@DisplayName("case 22: a call that Skipper's end cut short may have been carried out, and is not repeated at once")
	void skipperEnds() {
		this.dataFlow.behave(ScaleBehaviour.SKIPPER_ENDS);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("unanswered", "scale_out");
		awaitNewest("failed", "unanswered");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 24: a count of 0 is refused in a policy and never sent")
	void zero() {
		HttpResponse<String> answer = this.webhook.policy("scaletest", "transform",
				"{\"minInstances\":0,\"maxInstances\":4}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("minInstances is 0");
		this.webhook.policy("scaletest", "transform",
				"{\"strategy\":\"step\",\"maxInstances\":4,\"scaleInBy\":100,\"scaleInWindow\":\"PT0S\"}");
		this.dataFlow.set("scaletest", "transform", 3);
		this.webhook.alert(Alerts.in("scaletest", "transform"));
		awaitNewest("succeeded", "scale_in");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=1");
	}

	@Test
	@DisplayName("case 32: where only what is deployed is scaled, new instances that crash are a failure, and nothing is asked for until all of them are up")
	void newInstancesCrash() {
		this.dataFlow.behave(ScaleBehaviour.CRASH);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("failed", "not_confirmed");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.endsWith("after 2 s the application is only partially deployed with 2 of 3 instances up");
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		awaitNewest("held", "not_deployed");
		assertThat(this.webhook.history("explanation").get(0).toString())
			.isEqualTo("The application is only partially deployed (2 of 3 instances are up); it is scaled when all of"
					+ " them are");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 36: while Data Flow is down we start, say that we can't scale, and accept")
	void dataFlowDownAtStart() {
		this.webhook.close();
		this.dataFlow.stop();
		this.webhook = RunningWebHook.start(this.directory, this.dataFlow.uri(),
				"--autoscale.policies.gone.transform.max-instances=9",
				"--autoscale.policies.scaletest.transfom.max-instances=9");
		await().until(() -> this.webhook.get("/actuator/health/scaling").statusCode() == 503);
		assertThat(this.webhook.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(this.webhook.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(this.webhook.get("/discovery/prometheus").statusCode()).isEqualTo(503);
		assertThat(this.webhook.alert(Alerts.out("scaletest", "transform")).statusCode()).isEqualTo(200);
		this.dataFlow.startAgain();
		awaitNewest("succeeded", "scale_out");
		await().until(() -> this.webhook.get("/actuator/health/scaling").statusCode() == 200);
	}

	private void awaitNewest(String outcome, String reason) {
		await().untilAsserted(() -> {
			assertThat(this.webhook.history("outcome")).first().isEqualTo(outcome);
			assertThat(this.webhook.history("reason")).first().isEqualTo(reason);
		});
	}

	/**
	 * Another application's whole change is seen through, so nothing was left for this
	 * one.
	 */
	private void proveIdle() {
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		this.webhook.policy("scaletest", "log", "{\"strategy\":\"step\",\"maxInstances\":2}");
		this.webhook.alert(Alerts.out("scaletest", "log"));
		awaitNewest("succeeded", "scale_out");
	}

}
