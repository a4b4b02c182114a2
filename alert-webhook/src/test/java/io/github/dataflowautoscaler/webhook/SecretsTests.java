package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Secrets are planted wherever the configuration has room for one. None of them, nor the
 * header that it makes, comes out again: not in an answer, nor in the log, also where it
 * tells more than usual and where things go wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final String DATA_FLOW = "--spring.cloud.dataflow.client.authentication.";

	private static final String PROMETHEUS = "--autoscale.prometheus.";

	private static final String ALERTMANAGER = "--autoscale.alertmanager.";

	private static final String USERS = "--autoscale.security.users.admin.";

	/** Each begins so, and so does nothing else. */
	private static final String PLANTED = "pl4nted";

	private static final List<String> PATHS = List.of("/api/policies", "/api/policies/scaletest/transform",
			"/api/streams", "/api/streams/scaletest/transform", "/api/streams/scaletest/transform/explain",
			"/api/history", "/api/doctor", "/api/openapi", "/discovery/prometheus", "/actuator", "/actuator/health",
			"/actuator/health/scaling", "/actuator/prometheus", "/actuator/env", "/actuator/configprops",
			"/actuator/beans", "/actuator/conditions", "/actuator/loggers", "/actuator/mappings", "/actuator/metrics",
			"/actuator/heapdump", "/actuator/threaddump", "/actuator/sbom", "/", "/streams/scaletest/transform",
			"/streams/scaletest/transform/policy", "/history", "/doctor", "/error", "/none");

	@TempDir
	private Path directory;

	private Path tokens;

	@BeforeEach
	void plant() throws IOException {
		this.tokens = Files.writeString(this.directory.resolve("tokens"), PLANTED + "-alert-token");
	}

	@Test
	@DisplayName("case 56: no secret is in an answer or in the log, while all is well and while Data Flow is down")
	void user(CapturedOutput output) {
		DataFlowStandIn dataFlow = new DataFlowStandIn();
		dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		dataFlow.login("jane", "ROLE_VIEW", "ROLE_MODIFY");
		try (dataFlow;
				RunningWebHook webhook = start(dataFlow.uri(), DATA_FLOW + "basic.username=jane",
						DATA_FLOW + "basic.password=" + PLANTED + "-data-flow", PROMETHEUS + "uri=http://127.0.0.1:1",
						PROMETHEUS + "username=jane", PROMETHEUS + "password=" + PLANTED + "-prometheus",
						PROMETHEUS + "headers.X-Key=" + PLANTED + "-header", ALERTMANAGER + "uris=http://127.0.0.1:1",
						ALERTMANAGER + "token-file=" + this.tokens)) {
			String admin = basic("admin", PLANTED + "-user");
			HttpResponse<String> set = webhook.send("PUT", "/api/policies/scaletest/transform",
					BodyPublishers.ofString("{\"maxInstances\":4}"), HttpHeaders.AUTHORIZATION, admin);
			assertThat(set.statusCode()).isEqualTo(200);
			HttpResponse<String> alert = webhook.send("POST", "/alert",
					BodyPublishers.ofString("{\"alerts\":[%s]}".formatted(Alerts.out("scaletest", "transform"))),
					HttpHeaders.AUTHORIZATION, "Bearer " + PLANTED + "-alert-token");
			assertThat(alert.statusCode()).isEqualTo(200);
			await().until(() -> !dataFlow.scaleCalls().isEmpty());
			List<String> answers = new ArrayList<>(answers(webhook));
			dataFlow.refuseLogin();
			answers.addAll(answers(webhook));
			dataFlow.stop();
			answers.addAll(answers(webhook));
			assertThat(answers).noneMatch(SecretsTests::tells);
		}
		assertThat(output.getAll()).contains("DEBUG").matches((text) -> !tells(text), "no secret");
	}

	@Test
	@DisplayName("case 56: no secret of a client is in an answer or in the log")
	void client(CapturedOutput output) {
		try (HttpStandIn dataFlow = new HttpStandIn();
				RunningWebHook webhook = start(dataFlow.uri(), DATA_FLOW + "client-id=autoscaler",
						DATA_FLOW + "client-secret=" + PLANTED + "-client",
						DATA_FLOW + "token-uri=" + dataFlow.uri() + "/oauth/token")) {
			dataFlow.stubFor(post(anyUrl()).willReturn(unauthorized()));
			await().until(() -> !dataFlow.findAll(postRequestedFor(urlEqualTo("/oauth/token"))).isEmpty());
			assertThat(answers(webhook)).noneMatch(SecretsTests::tells);
		}
		assertThat(output.getAll()).matches((text) -> !tells(text), "no secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--autoscale.prometheus.uri=http://jane:pl4nted@localhost:9090",
			"--autoscale.prometheus.uri=http://jane:pl4nted two@localhost",
			"--spring.cloud.dataflow.client.server-uri=http://jane:pl4nted@localhost:9393",
			"--spring.cloud.dataflow.client.server-uri=jane:pl4nted@localhost", PROMETHEUS + "password=pl4nted",
			PROMETHEUS + "username=jane:pl4nted", PROMETHEUS + "headers.X-Key=pl4ntedä\n",
			ALERTMANAGER + "headers[a b]=pl4nted", ALERTMANAGER + "password=pl4nted",
			DATA_FLOW + "token-uri=http://jane:pl4nted@localhost/token", DATA_FLOW + "client-secret=pl4nted",
			"--autoscale.security.users.jane.password=pl4nted",
			"--spring.datasource.url=jdbc:h2:file:/none/db;IFEXISTS=TRUE;password=pl4nted" })
	@DisplayName("case 56: no secret is in what a failed start says")
	void failedStart(String argument, CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("http://127.0.0.1:1", argument).close());
		assertThat(output.getAll()).contains("ERROR").matches((text) -> !tells(text), "no secret");
	}

	private RunningWebHook start(String dataFlow, String... more) {
		List<String> arguments = new ArrayList<>(List.of("--autoscale.security.alert-token-file=" + this.tokens,
				USERS + "password={noop}" + PLANTED + "-user", USERS + "roles=view,modify",
				"--spring.datasource.username=sa", "--spring.datasource.password=" + PLANTED + "-database",
				"--management.endpoints.web.exposure.include=*", "--logging.level.io.github.dataflowautoscaler=debug",
				"--logging.level.org.springframework.security=debug", "--logging.level.org.springframework.web=debug",
				"--logging.level.com.zaxxer.hikari=debug"));
		arguments.addAll(List.of(more));
		return RunningWebHook.start(this.directory, dataFlow, arguments.toArray(String[]::new));
	}

	/** Of every path, to everybody: headers and bodies. */
	private static List<String> answers(RunningWebHook webhook) {
		List<String> logins = List.of(basic("admin", PLANTED + "-user"), basic("admin", PLANTED + "-wrong"),
				"Bearer " + PLANTED + "-alert-token");
		return Stream
			.concat(logins.stream()
				.limit(1)
				.flatMap((login) -> PATHS.stream()
					.map((path) -> webhook.send("GET", path, BodyPublishers.noBody(), HttpHeaders.AUTHORIZATION,
							login))),
					logins.stream()
						.map((login) -> webhook.send("POST", "/alert", BodyPublishers.ofString("no json"),
								HttpHeaders.AUTHORIZATION, login)))
			.map((answer) -> answer.headers().map() + answer.body())
			.toList();
	}

	private static boolean tells(String text) {
		return text.contains(PLANTED) || text.contains(basic("jane", PLANTED + "-data-flow"))
				|| text.contains(basic("admin", PLANTED + "-user"))
				|| text.contains(basic("jane", PLANTED + "-prometheus"))
				|| text.contains(basic("autoscaler", PLANTED + "-client"));
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

}
