package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Docker Scaler's tutorial on a real Swarm, with the executable jar in Docker Scaler's
 * place and a real Alertmanager with the tutorial's routes. Skipped where no engine can
 * be started.
 */
class DockerServicesIT {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration SOON = Duration.ofMinutes(2);

	private static final String TUTORIAL = """
			{"com.df.scaleUpBy": "3", "com.df.scaleDownBy": "2", "com.df.scaleMin": "1", "com.df.scaleMax": "7"}""";

	private static final String GO_DEMO = """
			{"com.df.scaleUpBy": "2", "com.df.scaleDownBy": "1", "com.df.scaleMin": "2", "com.df.scaleMax": "7",
			 "com.docker.stack.namespace": "go-demo"}""";

	@TempDir(cleanup = CleanupMode.ALWAYS)
	static Path directory;

	private static SwarmEngine swarm;

	private static WireMockServer slack;

	private static Process webhook;

	private static Process alertmanager;

	private static int webhookPort;

	private static int alertmanagerPort;

	@BeforeAll
	static void start() throws IOException {
		SwarmEngine.obstacle().ifPresent((obstacle) -> Assumptions.abort(obstacle));
		swarm = SwarmEngine.start(directory);
		slack = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
		slack.start();
		slack.stubFor(post(anyUrl()).willReturn(ok()));
		webhookPort = freePort();
		alertmanagerPort = freePort();
		alertmanager = startAlertmanager();
		webhook = start("webhook.log", System.getProperty("java.home") + "/bin/java", "-jar", System.getProperty("jar"),
				"--server.port=" + webhookPort, "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("db"),
				"--autoscale.docker.enabled=true", "--autoscale.docker.host=" + swarm.host(),
				"--autoscale.docker.server-prefix=/scaler", "--autoscale.docker.refresh-interval=2s",
				"--autoscale.alertmanager.uris=http://127.0.0.1:" + alertmanagerPort);
		Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.ignoreExceptions()
			.until(() -> call("GET", "/scaler/v1/ping", "") != null);
	}

	@AfterAll
	static void stop() throws InterruptedException {
		for (Process process : new Process[] { webhook, alertmanager }) {
			if (process != null) {
				process.destroy();
				process.waitFor();
			}
		}
		if (slack != null) {
			slack.stop();
		}
		if (swarm != null) {
			swarm.close();
		}
	}

	/** The tutorial's section "Manually Scaling Services". */
	@Test
	void aServiceIsScaledByHand() {
		swarm.create("demo", replicated(1), TUTORIAL, "");
		awaitTasks("demo", 1);
		assertThat(scale("{\"groupLabels\": {\"scale\": \"up\", \"service\": \"demo\"}}"))
			.isEqualTo("Scaling demo from 1 to 4 replicas (min: 1, max: 7)");
		awaitTasks("demo", 4);
		assertThat(scale("{\"groupLabels\": {\"scale\": \"down\", \"service\": \"demo\"}}"))
			.isEqualTo("Scaling demo from 4 to 2 replicas (min: 1, max: 7)");
		awaitTasks("demo", 2);
	}

	/** The tutorial's section "Automatically Scaling Services", from its alerts on. */
	@Test
	void aServiceIsScaledByAlertsAndSlackHearsOfIt() {
		swarm.create("go-demo_main", replicated(3), GO_DEMO, "");
		awaitTasks("go-demo_main", 3);
		alert("godemo_main_resptimeabove", "up");
		awaitTasks("go-demo_main", 5);
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(heardBySlack()).anySatisfy((text) -> assertThat(text)
				.contains("scale_service", "Scaling go-demo_main from 3 to 5 replicas (min: 2, max: 7)")));
	}

	@Test
	void aServiceIsNotScaledWhileItIsUpdated() {
		swarm.create("rolling", replicated(3), TUTORIAL, "");
		awaitTasks("rolling", 3);
		swarm.update("rolling", "2");
		Awaitility.await()
			.atMost(SOON)
			.until(() -> swarm.service("rolling").at("/UpdateStatus/State").asString().equals("updating"));
		assertThat(call("POST", "/v1/scale-service?service=rolling&scale=up", "")).contains("is being updated");
		Awaitility.await()
			.atMost(SOON)
			.until(() -> swarm.service("rolling").at("/UpdateStatus/State").asString().equals("completed"));
		assertThat(call("POST", "/v1/scale-service?service=rolling&scale=up", ""))
			.contains("Scaling rolling from 3 to 6 replicas");
		awaitTasks("rolling", 6);
		assertThat(swarm.service("rolling").at("/Spec/TaskTemplate/ContainerSpec/Env/0").asString())
			.isEqualTo("VERSION=2");
	}

	@Test
	void aServiceIsNotScaledWhileATaskOfItIsReplaced() {
		swarm.create("killed", replicated(2), TUTORIAL, "");
		awaitTasks("killed", 2);
		ProcessHandle.of(swarm.processes("killed").get(0)).ifPresent(ProcessHandle::destroyForcibly);
		Awaitility.await().atMost(SOON).until(() -> swarm.processes("killed").size() == 1);
		assertThat(call("POST", "/v1/scale-service?service=killed&scale=up", "")).contains("1 of 2 instances are up");
		awaitTasks("killed", 2);
		assertThat(call("POST", "/v1/scale-service?service=killed&scale=up", ""))
			.contains("Scaling killed from 2 to 5 replicas");
	}

	@Test
	void aTaskWithoutANodeKeepsTheServiceFromBeingScaled() {
		swarm.create("homeless", replicated(1), TUTORIAL,
				", \"Placement\": {\"Constraints\": [\"node.labels.no == such\"]}");
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(call("POST", "/v1/scale-service?service=homeless&scale=up", ""))
				.contains("has tasks that are pending"));
		assertThat(swarm.replicas("homeless")).isEqualTo(1);
	}

	@Test
	void aGlobalServiceIsNotScaled() {
		swarm.create("everywhere", "{\"Global\": {}}", TUTORIAL, "");
		assertThat(call("POST", "/v1/scale-service?service=everywhere&scale=up", ""))
			.contains("everywhere is a global service (can not be scaled)");
	}

	@Test
	void aRescheduledServiceHasNewTasks() {
		swarm.create("movable", replicated(1), "{\"com.df.reschedule\": \"true\"}", "");
		awaitTasks("movable", 1);
		List<Long> before = swarm.processes("movable");
		assertThat(call("POST", "/v1/reschedule-service?service=movable", "")).contains("Rescheduled service: movable");
		Awaitility.await()
			.atMost(SOON)
			.until(() -> swarm.processes("movable").size() == 1 && !swarm.processes("movable").equals(before));
	}

	private static String replicated(int count) {
		return "{\"Replicated\": {\"Replicas\": %s}}".formatted(count);
	}

	private static void awaitTasks(String service, int count) {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(swarm.processes(service)).as("tasks of " + service).hasSize(count));
	}

	private static String scale(String body) {
		return JsonMapper.shared().readTree(call("POST", "/scaler/v1/scale-service", body)).path("message").asString();
	}

	private static List<String> heardBySlack() {
		return slack.findAll(postRequestedFor(urlEqualTo("/slack")))
			.stream()
			.map((request) -> request.getBodyAsString())
			.toList();
	}

	private static void alert(String name, String scale) {
		send(URI.create("http://127.0.0.1:%s/api/v2/alerts".formatted(alertmanagerPort)), "POST", """
				[{"labels": {"alertname": "%s", "service": "go-demo_main", "scale": "%s", "type": "service"}}]"""
			.formatted(name, scale));
	}

	private static String call(String method, String path, String body) {
		return send(URI.create("http://127.0.0.1:" + webhookPort + path), method, body);
	}

	private static String send(URI address, String method, String body) {
		try {
			return HTTP
				.send(HttpRequest.newBuilder(address)
					.header("Content-Type", "application/json")
					.method(method, BodyPublishers.ofString(body))
					.build(), BodyHandlers.ofString())
				.body();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The tutorial's routes; Slack is a web hook here. */
	private static Process startAlertmanager() throws IOException {
		Path configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
				route:
				  receiver: others
				  group_by: [service, scale, type]
				  group_wait: 0s
				  routes:
				    - matchers: ['scale=~"up|down"', 'type="service"']
				      receiver: scale
				    - matchers: ['alertname="scale_service"']
				      group_by: [alertname, service, status]
				      repeat_interval: 10s
				      group_interval: 1s
				      group_wait: 0s
				      receiver: slack-scaler
				receivers:
				  - name: others
				  - name: slack-scaler
				    webhook_configs:
				      - url: 'http://127.0.0.1:%s/slack'
				  - name: scale
				    webhook_configs:
				      - send_resolved: false
				        url: 'http://127.0.0.1:%s/v1/scale-service'
				""".formatted(slack.port(), webhookPort));
		String program = Files.isExecutable(Path.of("/usr/bin/prometheus-alertmanager")) ? "prometheus-alertmanager"
				: "alertmanager";
		return start("alertmanager.log", program, "--config.file=" + configuration,
				"--storage.path=" + directory.resolve("alertmanager"), "--cluster.listen-address=",
				"--web.listen-address=127.0.0.1:" + alertmanagerPort);
	}

	private static Process start(String log, String... command) throws IOException {
		return new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve(log).toFile())
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
