package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus and a real Alertmanager that ask for a user's password, speak HTTPS
 * alone, and have a certificate that nobody but a private authority has signed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredMonitoringTests {

	private static final String PROMETHEUS = "--autoscale.prometheus.";

	private static final String ALERTMANAGER = "--autoscale.alertmanager.";

	private static final String BUNDLES = "--spring.ssl.bundle.";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private Path directory;

	private Authority authority;

	private Alertmanager alertmanager;

	private PrometheusProcess prometheus;

	private Path fresh;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
		this.directory = directory;
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.authority = new Authority(directory, "authority");
		Path server = this.authority.issue("server", "dns:localhost");
		Path web = Files.writeString(directory.resolve("web.yml"), """
				tls_server_config: {cert_file: %1$s.crt, key_file: %1$s.key}
				basic_auth_users: {jane: '%2$s'}
				""".formatted(server, new BCryptPasswordEncoder(4).encode("secret")));
		this.alertmanager = new Alertmanager(directory);
		this.alertmanager.start(9, "--web.config.file=" + web);
		this.prometheus = new PrometheusProcess(directory, """
				global: {evaluation_interval: 1s}
				rule_files: [%s]
				alerting:
				  alertmanagers:
				    - scheme: https
				      basic_auth: {username: jane, password: secret}
				      tls_config: {ca_file: %s}
				      static_configs: [targets: ["localhost:%d"]]
				""".formatted(Path.of("../prometheus/alert.rules.yml").toAbsolutePath(), this.authority.certificate(),
				this.alertmanager.port()), "--web.config.file=" + web);
	}

	@BeforeEach
	void emptyDirectory(@TempDir Path fresh) {
		this.fresh = fresh;
	}

	@AfterAll
	void stop() {
		this.prometheus.close();
		this.alertmanager.close();
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 72: with password and authority both are read, and Alertmanager is told of changes")
	void letIn() {
		try (RunningWebHook webhook = start(true, PROMETHEUS + "username=jane", PROMETHEUS + "password=secret",
				PROMETHEUS + "ssl.bundle=authority", ALERTMANAGER + "username=jane", ALERTMANAGER + "password=secret",
				ALERTMANAGER + "ssl.bundle=authority")) {
			awaitFinding(webhook, "prometheus", "ok", " answers", "");
			awaitFinding(webhook, "rules", "ok", "rules are evaluated without an error", "");
			awaitFinding(webhook, "alertmanager", "ok", "is posted to ", "");
			webhook.policy("scaletest", "transform", "{\"strategy\":\"rate\",\"maxInstances\":4}");
			assertThat(webhook.get("/api/streams").body()).contains("Prometheus has no recent value");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(this.alertmanager.notifications()).contains("firing AutoscaleSucceeded"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			''; ''; requires credentials (401); Set autoscale.prometheus.username and autoscale.prometheus.password, or
			jane; wrong; does not accept the user or the password (401); Correct autoscale.prometheus.username
			""")
	@DisplayName("case 72: if a server refuses the webhook, the message names the property with the credentials")
	void notLetIn(String username, String password, String problem, String remedy) {
		List<String> options = new ArrayList<>(List.of(PROMETHEUS + "ssl.bundle=authority"));
		if (!username.isEmpty()) {
			options.addAll(List.of(PROMETHEUS + "username=" + username, PROMETHEUS + "password=" + password));
		}
		try (RunningWebHook webhook = start(false, options.toArray(String[]::new))) {
			awaitFinding(webhook, "prometheus", "failure", "Prometheus " + problem, remedy);
			awaitFinding(webhook, "rules", "warning", "The rules can't be read: Prometheus " + problem, "prometheus");
			webhook.policy("scaletest", "transform", "{\"maxInstances\":4}");
			assertThat(webhook.get("/api/streams").body()).contains("Prometheus " + problem);
		}
	}

	@Test
	@DisplayName("case 72: an Alertmanager that nobody but Prometheus has named gets no credentials, and the doctor says so")
	void notNamed() {
		try (RunningWebHook webhook = start(false, PROMETHEUS + "username=jane", PROMETHEUS + "password=secret",
				PROMETHEUS + "ssl.bundle=authority", ALERTMANAGER + "username=jane", ALERTMANAGER + "password=secret",
				ALERTMANAGER + "ssl.bundle=authority")) {
			awaitFinding(webhook, "alertmanager", "warning", "/api/v2/status does not accept",
					"Name it in autoscale.alertmanager.uris, which alone get the credentials");
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://localhost, '', has a certificate that is not trusted, autoscale.prometheus.ssl.bundle",
			"https://127.0.0.1, authority, has a certificate for other names, autoscale.prometheus.uri",
			"http://localhost, authority, speaks HTTPS alone (400), Begin autoscale.prometheus.uri with https://" })
	@DisplayName("case 72: the causes of a failed encrypted connection are told apart")
	void encryption(String server, String bundle, String problem, String remedy) {
		try (RunningWebHook webhook = start(false, PROMETHEUS + "uri=" + server + ":" + this.prometheus.port(),
				PROMETHEUS + "username=jane", PROMETHEUS + "password=secret",
				PROMETHEUS + "ssl.bundle=" + (bundle.isEmpty() ? "own" : bundle))) {
			awaitFinding(webhook, "prometheus", "failure", "Prometheus " + problem, remedy);
		}
	}

	@Test
	@DisplayName("case 72: an authority that takes the place of another is trusted without a restart")
	void renewed() throws IOException {
		Path trusted = this.fresh.resolve("trusted.crt");
		Files.copy(new Authority(this.fresh, "another").certificate(), trusted);
		try (RunningWebHook webhook = start(false, PROMETHEUS + "username=jane", PROMETHEUS + "password=secret",
				PROMETHEUS + "ssl.bundle=renewed", BUNDLES + "pem.renewed.truststore.certificate=file:" + trusted,
				BUNDLES + "pem.renewed.reload-on-update=true", BUNDLES + "watch.file.quiet-period=100ms")) {
			awaitFinding(webhook, "prometheus", "failure", "has a certificate that is not trusted", "ssl.bundle");
			Files.copy(this.authority.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
			awaitFinding(webhook, "prometheus", "ok", " answers", "");
		}
	}

	@Test
	@DisplayName("case 72: a server that wants a certificate of ours, behind a path prefix")
	void certificateOfOurs() throws IOException, GeneralSecurityException {
		Path server = this.authority.issue("strict", "dns:localhost");
		Path client = this.authority.issue("client", "dns:webhook");
		Path web = Files.writeString(this.fresh.resolve("web.yml"),
				"""
						tls_server_config: {cert_file: %1$s.crt, key_file: %1$s.key, client_ca_file: %2$s, client_auth_type: RequireAndVerifyClientCert}
						"""
					.formatted(server, this.authority.certificate()));
		try (PrometheusProcess strict = new PrometheusProcess(this.fresh, "global: {}", "--web.config.file=" + web,
				"--web.route-prefix=/mon")) {
			String uri = PROMETHEUS + "uri=https://localhost:" + strict.port() + "/mon/";
			try (RunningWebHook webhook = start(false, uri, PROMETHEUS + "ssl.bundle=authority")) {
				awaitFinding(webhook, "prometheus", "failure", "requires a client certificate that it trusts",
						"autoscale.prometheus.ssl.bundle");
			}
			String keys = BUNDLES + "pem.both.keystore.";
			try (RunningWebHook webhook = start(false, uri, PROMETHEUS + "ssl.bundle=both",
					BUNDLES + "pem.both.truststore.certificate=file:" + this.authority.certificate(),
					keys + "certificate=file:" + client + ".crt", keys + "private-key=file:" + client + ".key")) {
				awaitFinding(webhook, "prometheus", "ok", " answers", "");
			}
			try (RunningWebHook webhook = start(false, uri.replace("/mon/", ""), PROMETHEUS + "ssl.bundle=both",
					BUNDLES + "pem.both.truststore.certificate=file:" + this.authority.certificate(),
					keys + "certificate=file:" + client + ".crt", keys + "private-key=file:" + client + ".key")) {
				awaitFinding(webhook, "prometheus", "failure", "Prometheus answers 404",
						"with the server's path prefix");
			}
		}
	}

	private RunningWebHook start(boolean named, String... more) {
		List<String> options = new ArrayList<>(
				List.of(BUNDLES + "pem.authority.truststore.certificate=file:" + this.authority.certificate(),
						BUNDLES + "pem.own.keystore.certificate=file:"
								+ this.authority.certificate().resolveSibling("server.crt"),
						BUNDLES + "pem.own.keystore.private-key=file:"
								+ this.authority.certificate().resolveSibling("server.key"),
						PROMETHEUS + "uri=https://localhost:" + this.prometheus.port()));
		if (named) {
			options.add(ALERTMANAGER + "uris=https://localhost:" + this.alertmanager.port());
		}
		for (String option : more) {
			options.removeIf((given) -> given.startsWith(option.substring(0, option.indexOf('=') + 1)));
			options.add(option);
		}
		return RunningWebHook.start(this.fresh, this.dataFlow.uri(), options.toArray(String[]::new));
	}

	static void awaitFinding(RunningWebHook webhook, String check, String status, String message, String remedy) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			List<Map<String, String>> found = JsonPath.read(webhook.get("/api/doctor").body(),
					"$.findings[?(@.check == '%s')]".formatted(check));
			assertThat(found).hasSize(1);
			assertThat(found.get(0).get("status") + ": " + found.get(0).get("message")).startsWith(status)
				.contains(message);
			assertThat(found.get(0).getOrDefault("remedy", "")).contains(remedy);
		});
	}

}
