package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpExchange;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus behind what asks for tokens, tenants or a log-in, and behind what
 * hides all but its queries, as servers do that store what others scrape and evaluate.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherMonitoringTests {

	private static final String PROMETHEUS = "--autoscale.prometheus.";

	private static final Answer NOT_FOUND = new Answer(404, "text/plain; charset=utf-8", "404 page not found\n");

	private static final Answer NO_TENANT = new Answer(401, "text/plain; charset=utf-8", "no org id\n");

	private static final Answer UNAUTHORIZED = new Answer(401, "text/plain; charset=utf-8", "Unauthorized\n");

	/** As version 1.79 answers, in which vmselect and storage are one. */
	private static final Answer UNSUPPORTED = new Answer(400, "text/plain; charset=utf-8",
			"remoteAddr: \"127.0.0.1:53080\"; requestURI: /api/v1/alertmanagers; unsupported path requested: \"/api/v1/alertmanagers\"\n");

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

	static Stream<Arguments> servers() {
		return Stream.of(
				Arguments.argumentSet("Mimir, whose ruler is another process", rule(OtherMonitoringTests::mimir),
						"Grafana Mimir 2.17.0 answers"),
				Arguments.argumentSet("Thanos Query without a ruler", rule(OtherMonitoringTests::thanos),
						"Prometheus "),
				Arguments.argumentSet("VictoriaMetrics with vmalert", rule(OtherMonitoringTests::victoria),
						"Prometheus answers"),
				Arguments.argumentSet("a server that answers queries alone", rule(OtherMonitoringTests::queries),
						"A server that does not show its version answers"));
	}

	private static Rule rule(Rule rule) {
		return rule;
	}

	@ParameterizedTest
	@MethodSource("servers")
	@DisplayName("case 73: what a server does not tell is no warning, and what it can be asked for is asked for")
	void itDoesNotTell(Rule rule, String name) {
		this.door.rule(rule::answer);
		try (RunningWebHook webhook = start(PROMETHEUS + "headers.X-Scope-OrgID=dev")) {
			webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "ok", name, "");
			SecuredMonitoringTests.awaitFinding(webhook, "rules", "ok", "evaluated, by what they record", "");
			SecuredMonitoringTests.awaitFinding(webhook, "alertmanager", "ok", "does not tell where alerts go", "");
			SecuredMonitoringTests.awaitFinding(webhook, "metrics", "failure",
					"can't scrape the instance at 127.0.0.1:20000: this server does not show why", "");
			List<String> installation = JsonPath.read(webhook.get("/api/doctor").body(),
					"$.findings[?(!@.subject)].status");
			assertThat(installation).containsOnly("ok");
		}
	}

	@Test
	@DisplayName("case 73: where the server does not tell, the routes of the Alertmanager are looked at that is told of changes")
	void namedAlertmanager() {
		this.door.rule(OtherMonitoringTests::mimir);
		Alertmanager alertmanager = new Alertmanager(this.directory);
		try (alertmanager) {
			alertmanager.start(9);
			try (RunningWebHook webhook = start(PROMETHEUS + "headers.X-Scope-OrgID=dev",
					"--autoscale.alertmanager.uris=" + alertmanager.uri())) {
				SecuredMonitoringTests.awaitFinding(webhook, "alertmanager", "ok",
						"HighThroughputDifference is posted to ", "");
				alertmanager.silence("ZeroThroughputDifference", "eve", "upgrade");
				SecuredMonitoringTests.awaitFinding(webhook, "alertmanager", "warning",
						"Nothing would arrive of ZeroThroughputDifference", "Expire it");
			}
		}
	}

	@Test
	@DisplayName("case 72: an Alertmanager of Prometheus that does not let us in is asked by its other name, one that is away is not")
	void otherNameOfAlertmanager() {
		Alertmanager alertmanager = new Alertmanager(this.directory);
		FrontDoor pod = new FrontDoor("");
		String address = pod.uri() + "/api/v2/alerts";
		this.door.rule((exchange) -> api(exchange).equals("alertmanagers")
				? Optional.of(json("{\"activeAlertmanagers\":[{\"url\":\"%s\"}]}".formatted(address)))
				: Optional.empty());
		pod.rule((exchange) -> Optional.of(UNAUTHORIZED));
		try (alertmanager; pod) {
			alertmanager.start(9);
			try (RunningWebHook webhook = start("--autoscale.alertmanager.uris=" + alertmanager.uri(),
					"--autoscale.alertmanager.username=jane")) {
				SecuredMonitoringTests.awaitFinding(webhook, "alertmanager", "warning", "There is no alert", "rules");
				assertThat(pod.requests()).noneMatch((headers) -> headers.containsKey("Authorization"));
				pod.close();
				SecuredMonitoringTests.awaitFinding(webhook, "alertmanager", "warning", "gives no answer",
						"whether the server runs");
			}
		}
	}

	@Test
	@DisplayName("case 72: a server with tenants says that one is missing, also if it tells its version to everybody")
	void tenant() {
		this.door.rule(OtherMonitoringTests::mimir);
		try (RunningWebHook webhook = start()) {
			SecuredMonitoringTests.awaitFinding(webhook, "prometheus", "failure",
					"Prometheus requires a tenant (401, no org id)", "autoscale.prometheus.headers.X-Scope-OrgID");
		}
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
			"autoscale.prometheus.password=secret; autoscale.prometheus.password requires autoscale.prometheus.username",
			"autoscale.prometheus.ssl.bundle=none; Invalid value 'none' for configuration property 'autoscale.prometheus.ssl.bundle'",
			"autoscale.alertmanager.ssl.bundle=none; Invalid value 'none' for configuration property 'autoscale.alertmanager.ssl.bundle'" })
	@DisplayName("case 72: invalid settings end the start with one line that names the property")
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

	/** As its routes are registered: who it is tells it to everybody. */
	private static Optional<Answer> mimir(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		if (path.equals("/prometheus/api/v1/status/buildinfo")) {
			return Optional.of(json("{\"application\":\"Grafana Mimir\",\"version\":\"2.17.0\"}"));
		}
		if (!path.startsWith("/prometheus/api/v1/query")) {
			return Optional.of(NOT_FOUND);
		}
		return (exchange.getRequestHeaders().getFirst("X-Scope-OrgID") == null) ? Optional.of(NO_TENANT)
				: Optional.empty();
	}

	private static Optional<Answer> thanos(HttpExchange exchange) {
		return Optional.ofNullable(switch (api(exchange)) {
			case "targets" -> json("{\"activeTargets\":[],\"droppedTargets\":[]}");
			case "rules" -> json("{\"groups\":[]}");
			case "alertmanagers" -> NOT_FOUND;
			default -> null;
		});
	}

	private static Optional<Answer> victoria(HttpExchange exchange) {
		return Optional.ofNullable(switch (api(exchange)) {
			case "status/buildinfo" -> json("{}");
			case "targets" -> json("{\"activeTargets\":[],\"droppedTargets\":[]}");
			case "rules" -> json("{\"groups\":[]}");
			case "alertmanagers" -> UNSUPPORTED;
			default -> null;
		});
	}

	private static Optional<Answer> queries(HttpExchange exchange) {
		return api(exchange).startsWith("query") ? Optional.empty() : Optional.of(NOT_FOUND);
	}

	private static String api(HttpExchange exchange) {
		return exchange.getRequestURI().getPath().replaceFirst("^/prometheus/api/v1/", "");
	}

	private static Answer json(String data) {
		return new Answer(200, "application/json", "{\"status\":\"success\",\"data\":%s}".formatted(data));
	}

	/** What a server answers itself. */
	@FunctionalInterface
	interface Rule {

		Optional<Answer> answer(HttpExchange exchange);

	}

}
