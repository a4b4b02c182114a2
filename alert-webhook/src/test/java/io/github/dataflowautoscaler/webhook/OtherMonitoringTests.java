package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.FrontDoor.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus behind what asks for tokens or a log-in.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherMonitoringTests {

	private static final String PROMETHEUS = "--autoscale.prometheus.";

	private static final Answer UNAUTHORIZED = new Answer(401, "text/plain; charset=utf-8", "Unauthorized\n");

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private PrometheusProcess prometheus;

	private FrontDoor door;

	private Path directory;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		Files.writeString(directory.resolve("rules.yml"), """
				groups:
				  - name: autoscale
				    rules:
				      - { record: "autoscale:instances:count", expr: vector(1), labels: { stream_name: scaletest } }
				      - { record: autoscale_policy_max_instances, expr: vector(4), labels: { stream_name: scaletest } }
				""");
		this.prometheus = new PrometheusProcess(directory, """
				global: {evaluation_interval: 1s, scrape_interval: 1s, scrape_timeout: 1s}
				rule_files: [rules.yml]
				scrape_configs:
				  - job_name: stream-applications
				    static_configs: [targets: ["127.0.0.1:20000"]]
				""", "--web.route-prefix=/prometheus");
		this.door = new FrontDoor("http://127.0.0.1:" + this.prometheus.port());
	}

	@BeforeEach
	void open(@TempDir Path directory) {
		this.directory = directory;
	}

	@AfterAll
	void stop() {
		this.door.close();
		this.prometheus.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 72: a token is read anew for each request, and a missing one is said, not sent")
	void token() throws IOException {
		Path token = Files.writeString(this.directory.resolve("token"), "first\n");
		this.door.wants("Authorization", "Bearer first", UNAUTHORIZED);
		try (RunningWebHook webhook = start(PROMETHEUS + "token-file=" + token)) {
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "ok", " answers", "");
			this.door.wants("Authorization", "Bearer second", UNAUTHORIZED);
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "failure", "does not accept the token (401)",
					"autoscale.prometheus.token-file");
			Files.writeString(token, "second");
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "ok", " answers", "");
			Files.delete(token);
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "failure",
					"was not asked: autoscale.prometheus.token-file: %s can't be read".formatted(token),
					"Look at that file");
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			Files.writeString(token, "second");
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "ok", " answers", "");
		}
	}

	@ParameterizedTest
	@CsvSource({ "302, redirects to localhost (302)", "200, answers with a page for people", "403, forbids it (403)" })
	@DisplayName("case 72: a proxy that asks people to log in is told from a server that is down, and gets no credentials elsewhere")
	void logIn(int status, String problem) throws IOException {
		Path token = Files.writeString(this.directory.resolve("token"), "stolen");
		try (FrontDoor elsewhere = new FrontDoor(this.prometheus.uri())) {
			String page = (status == 302) ? "http://localhost:" + elsewhere.port() + "/oauth2/start" : "<html></html>";
			this.door.rule((exchange) -> Optional.of(new Answer(status, "text/html; charset=utf-8", page)));
			try (RunningWebHook webhook = start(PROMETHEUS + "token-file=" + token)) {
				SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "failure", "Prometheus " + problem,
						"autoscale.prometheus.token-file");
			}
			assertThat(elsewhere.requests()).isEmpty();
		}
	}

	@Test
	@DisplayName("case 72: Java's proxy is used for the servers that it is meant for")
	void proxy() {
		this.door.rule((exchange) -> Optional.empty());
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", String.valueOf(this.door.port()));
		try (RunningWebHook webhook = start(PROMETHEUS + "uri=http://prometheus.invalid:9090/prometheus")) {
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "ok", " answers", "");
			SecuredMonitoringTests.awaitFinding(webhook, "data-flow", "ok", "Data Flow", "");
			assertThat(this.door.requests())
				.anyMatch((headers) -> "prometheus.invalid:9090".equals(headers.getFirst("Host")));
		}
		finally {
			System.clearProperty("http.proxyHost");
			System.clearProperty("http.proxyPort");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
			"autoscale.prometheus.token-file=/none/token; autoscale.prometheus.token-file: /none/token can't be read (NoSuchFileException)",
			"autoscale.alertmanager.token-file=/none/token; autoscale.alertmanager.token-file: /none/token can't be read (NoSuchFileException)",
			"autoscale.prometheus.password=secret; autoscale.prometheus.password is of no use without autoscale.prometheus.username",
			"autoscale.prometheus.ssl.bundle=none; Invalid value 'none' for configuration property 'autoscale.prometheus.ssl.bundle'",
			"autoscale.alertmanager.ssl.bundle=none; Invalid value 'none' for configuration property 'autoscale.alertmanager.ssl.bundle'" })
	@DisplayName("case 72: what can't be is said at the start, in one line that names the property")
	void failedStart(String setting, String line, CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--" + setting).close());
		assertThat(output.getAll().lines()).anyMatch((each) -> each.contains(line))
			.contains("APPLICATION FAILED TO START")
			.noneMatch((each) -> each.startsWith("\tat "));
	}

	private RunningWebHook start(String... more) {
		List<String> options = Stream
			.concat(Stream.of(PROMETHEUS + "uri=" + this.door.uri() + "/prometheus")
				.filter((option) -> Stream.of(more).noneMatch((given) -> given.startsWith(PROMETHEUS + "uri="))),
					Stream.of(more))
			.toList();
		return RunningWebHook.start(this.directory, this.dataFlow.uri(), options.toArray(String[]::new));
	}

}
