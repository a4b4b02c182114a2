package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How the webhook ends.
 */
class ShutdownTests {

	@TempDir
	private Path directory;

	@Test
	@DisplayName("case 54: readiness goes first; what has begun, a notification and a scale call, is brought to its end")
	void drains() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		try (DataFlowStandIn dataFlow = new DataFlowStandIn()) {
			dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
			dataFlow.behave((call) -> {
				awaitLatch(release);
				ScaleBehaviour.OBEY.scale(call);
			});
			RunningWebHook webhook = RunningWebHook.start(this.directory, dataFlow.uri(),
					"--autoscale.requests.max-read-time=30s", "--autoscale.dataflow.read-timeout=30s",
					"--autoscale.policies.scaletest.transform.max-instances=2",
					"--autoscale.policies.scaletest.log.max-instances=2");
			ApplicationAvailability availability = webhook.bean(ApplicationAvailability.class);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> dataFlow.scaleCalls().size() == 1);
			try (Socket client = new Socket(InetAddress.getLoopbackAddress(), webhook.port())) {
				String body = "{\"alerts\":[" + Alerts.out("scaletest", "log") + "]}";
				send(client, "POST /alert HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 20));
				await().until(() -> webhook.get("/actuator/prometheus")
					.body()
					.lines()
					.anyMatch((line) -> line.startsWith("http_server_requests_active_seconds_count")
							&& line.contains("method=\"POST\"")));
				CompletableFuture<Void> end = CompletableFuture.runAsync(webhook::close);
				await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
				assertThat(availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
				send(client, body.substring(20));
				assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
					.startsWith("HTTP/1.1 200");
				assertThat(end).isNotDone();
				release.countDown();
				end.join();
			}
			try (RunningWebHook again = RunningWebHook.start(this.directory, dataFlow.uri(),
					"--autoscale.policies.scaletest.transform.max-instances=2",
					"--autoscale.policies.scaletest.log.max-instances=2")) {
				await().untilAsserted(
						() -> assertThat(again.history("outcome")).containsExactly("succeeded", "succeeded"));
			}
			assertThat(dataFlow.scaleCalls()).containsExactly("scaletest/transform=2", "scaletest/log=2");
		}
	}

	@Test
	@DisplayName("case 54: liveness depends neither on Data Flow nor on whether this replica decides")
	void liveness() {
		try (DataFlowStandIn dataFlow = new DataFlowStandIn()) {
			dataFlow.stop();
			try (RunningWebHook webhook = RunningWebHook.start(this.directory, dataFlow.uri())) {
				await().until(() -> webhook.get("/actuator/health/scaling").statusCode() == 503);
				assertThat(webhook.get("/actuator/health/liveness").body()).contains("\"UP\"");
				assertThat(webhook.get("/actuator/health/readiness").body()).contains("\"UP\"");
			}
		}
	}

	private static void send(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		client.getOutputStream().flush();
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
