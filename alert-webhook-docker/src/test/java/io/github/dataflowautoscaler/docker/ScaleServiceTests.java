package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.dataflowautoscaler.webhook.AlertWebHookApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Docker Scaler's contract, answered by the whole application.
 */
class ScaleServiceTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String ONE = "{\"Replicated\": {\"Replicas\": 1}}";

	private static final String TUTORIAL = """
			{"com.df.scaleUpBy": "3", "com.df.scaleDownBy": "2", "com.df.scaleMin": "1", "com.df.scaleMax": "7"}""";

	private static DockerStandIn docker;

	private static WireMockServer alertmanager;

	private static ConfigurableApplicationContext webhook;

	@BeforeAll
	static void start(@TempDir Path directory) {
		docker = DockerStandIn.start();
		alertmanager = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
		alertmanager.start();
		alertmanager.stubFor(post(urlEqualTo("/api/v2/alerts")).willReturn(aResponse().withStatus(200)));
		webhook = SpringApplication.run(AlertWebHookApplication.class, "--server.port=0",
				"--spring.datasource.url=jdbc:h2:file:" + directory.resolve("db"), "--autoscale.docker.enabled=true",
				"--autoscale.docker.host=" + docker.host(), "--autoscale.docker.server-prefix=/scaler",
				"--autoscale.scaling.poll-interval=50ms", "--autoscale.alertmanager.uris=" + alertmanager.baseUrl());
	}

	@AfterAll
	static void stop() {
		webhook.close();
		alertmanager.stop();
		docker.close();
	}

	@Test
	void theTutorialScalesByHand() {
		docker.create("demo", ONE, TUTORIAL);
		HttpResponse<String> up = call("/scaler/v1/scale-service",
				"{\"groupLabels\": {\"scale\": \"up\", \"service\": \"demo\"}}");
		assertThat(up.statusCode()).isEqualTo(200);
		assertThat(up.body())
			.isEqualTo("{\"status\":\"OK\",\"message\":\"Scaling demo from 1 to 4 replicas (min: 1, max: 7)\"}");
		assertThat(docker.replicas("demo")).isEqualTo(4);
		assertThat(message(
				call("/scaler/v1/scale-service", "{\"groupLabels\": {\"scale\": \"down\", \"service\": \"demo\"}}")))
			.isEqualTo("Scaling demo from 4 to 2 replicas (min: 1, max: 7)");
		assertThat(docker.replicas("demo")).isEqualTo(2);
	}

	@Test
	void theQuerySaysByHowMany() {
		docker.create("byhand", ONE, TUTORIAL);
		assertThat(message(call("/v1/scale-service?service=byhand&scale=up&by=5", "")))
			.isEqualTo("Scaling byhand from 1 to 6 replicas (min: 1, max: 7)");
		assertThat(message(call("/v1/scale-service?service=byhand&scale=up&by=5", "")))
			.isEqualTo("Scaling byhand from 6 to 7 replicas (min: 1, max: 7)");
		assertThat(message(call("/v1/scale-service?service=byhand&scale=up&by=5", "")))
			.isEqualTo("byhand is already scaled to the maximum number of 7 replicas");
		assertThat(message(call("/v1/scale-service?service=byhand&scale=down&by=9", "")))
			.isEqualTo("Scaling byhand from 7 to 1 replicas (min: 1, max: 7)");
		assertThat(message(call("/v1/scale-service?service=byhand&scale=down&by=9", "")))
			.isEqualTo("byhand is already descaled to the minimum number of 1 replicas");
	}

	@Test
	void anAlertWaitsAfterAChange() {
		docker.create("alerted", ONE, TUTORIAL);
		assertThat(message(call("/v1/scale-service", notification("firing", "up", "alerted"))))
			.isEqualTo("Scaling alerted from 1 to 4 replicas (min: 1, max: 7)");
		assertThat(message(call("/v1/scale-service", notification("firing", "up", "alerted"))))
			.startsWith("The last scale-out is too recent to judge by");
		assertThat(message(call("/v1/scale-service", notification("resolved", "up", "alerted"))))
			.isEqualTo("The alert is resolved, so nothing is scaled");
		assertThat(docker.replicas("alerted")).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/v1/scale-service                                   | 400 | No service name in request
					/v1/scale-service?service=x                         | 400 | No scale direction in request
					/v1/scale-service?service=x&scale=sideways          | 400 | Incorrect scale direction in request
					/v1/scale-service?service=x&scale=up&by=many        | 400 | Incorrect number of replicas to scale by in request
					/v1/scale-service?service=nobody&scale=up           | 404 | There is no such service
					/v1/scale-service?service=..%2Finfo&scale=up        | 404 | There is no such service
					/v1/scale-service?service=everywhere&scale=up       | 409 | everywhere is a global service (can not be scaled)
					/v1/scale-service?service=plain&scale=up            | 409 | plain has no policy: label it, such as with com.df.scaleMax, or set one
					/v1/scale-service?service=misspelt&scale=up         | 409 | misspelt has no policy: The label com.df.scaleMax is 'many', which is no whole number
					/v1/reschedule-service?service=plain                | 409 | plain is not labeled with com.df.reschedule=true
					/v1/reschedule-service?service=nobody               | 404 | There is no such service
					""")
	void whatCanNotBeDoneIsSaid(String path, int status, String message) {
		docker.create("everywhere", "{\"Global\": {}}", TUTORIAL);
		docker.create("plain", ONE, "{}");
		docker.create("misspelt", ONE, "{\"com.df.scaleMax\": \"many\"}");
		HttpResponse<String> answer = call(path, "");
		assertThat(message(answer)).isEqualTo(message);
		assertThat(answer.statusCode()).isEqualTo(status);
	}

	@Test
	void somebodyElsesChangeIsSeenBeforeTheNextAttempt() {
		docker.create("contended", ONE, TUTORIAL);
		docker.fail(1, 500, "rpc error: code = Unknown desc = update out of sequence");
		assertThat(message(call("/v1/scale-service?service=contended&scale=up", "")))
			.isEqualTo("Scaling contended from 1 to 4 replicas (min: 1, max: 7)");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> docker.replicas("contended") == 4);
	}

	@Test
	void whatIsLabelledIsRescheduled() {
		docker.create("movable", ONE, "{\"com.df.reschedule\": \"true\"}");
		assertThat(message(call("/v1/reschedule-service?service=movable", "")))
			.isEqualTo("Rescheduled service: movable");
		assertThat(message(call("/scaler/v1/reschedule-services", ""))).isEqualTo("Rescheduled movable");
		assertThat(docker.updates().stream().map((spec) -> spec.at("/TaskTemplate/ForceUpdate").asInt()))
			.containsSubsequence(1, 2);
	}

	@Test
	void alertmanagerIsToldAsDockerScalerDid() {
		docker.create("told", ONE, TUTORIAL);
		call("/v1/scale-service?service=told&scale=up", "");
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			List<JsonNode> alerts = alertmanager.findAll(postRequestedFor(urlEqualTo("/api/v2/alerts")))
				.stream()
				.flatMap((request) -> JsonMapper.shared().readTree(request.getBodyAsString()).valueStream())
				.filter((alert) -> alert.at("/labels/service").asString().equals("told"))
				.toList();
			assertThat(alerts).singleElement().satisfies((alert) -> {
				assertThat(alert.path("labels"))
					.hasToString("{\"alertname\":\"scale_service\",\"service\":\"told\",\"status\":\"success\"}");
				assertThat(alert.at("/annotations/summary").asString())
					.isEqualTo("Scaling told from 1 to 4 replicas (min: 1, max: 7)");
				assertThat(alert.at("/annotations/request").asString()).isEqualTo("Scale service up: told");
			});
		});
	}

	@Test
	void everybodyMayPing() {
		assertThat(get("/v1/ping").statusCode()).isEqualTo(200);
		assertThat(get("/scaler/v1/ping").statusCode()).isEqualTo(200);
	}

	@Test
	void pagesAndHealthShowServicesAndNotDataFlow() {
		docker.create("shown", ONE, TUTORIAL);
		call("/v1/scale-service?service=shown&scale=up", "");
		assertThat(get("/actuator/health/scaling").body()).contains("\"docker\"").doesNotContain("dataFlow");
		assertThat(get("/").body()).contains("shown").doesNotContain("Data Flow does not answer");
		assertThat(get("/streams/shown/shown").statusCode()).isEqualTo(200);
		assertThat(get("/api/doctor").body()).doesNotContain("data-flow");
	}

	private static String notification(String status, String scale, String service) {
		return """
				{"version": "4", "status": "%1$s", "groupLabels": {"service": "%3$s", "scale": "%2$s", "type": "service"},
				 "alerts": [{"status": "%1$s", "labels": {"alertname": "resptimeabove", "service": "%3$s", "scale": "%2$s"}}]}"""
			.formatted(status, scale, service);
	}

	private static String message(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body()).path("message").asString();
	}

	/** As {@code curl -d} sends it. */
	private static HttpResponse<String> call(String path, String body) {
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	private static HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	private static HttpRequest.Builder request(String path) {
		int port = webhook.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
