package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Encrypted connections with a certificate that nobody but this test has signed: to the
 * webhook, and from the webhook to Data Flow, Prometheus and Alertmanager.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTests {

	private static final String PASSWORD = "changeit";

	@TempDir
	private static Path directory;

	private SSLContext trusting;

	private HttpsServer server;

	@BeforeAll
	void start() throws Exception {
		keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost,ip:127.0.0.1");
		keytool("-exportcert", "-alias", "server", "-rfc", "-file", directory.resolve("server.crt").toString());
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(directory.resolve("server.p12"))) {
			store.load(file, PASSWORD.toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		KeyStore certificates = KeyStore.getInstance("PKCS12");
		certificates.load(null, null);
		certificates.setCertificateEntry("server", store.getCertificate("server"));
		trust.init(certificates);
		this.trusting = SSLContext.getInstance("TLS");
		this.trusting.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(this.trusting));
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	@AfterAll
	void stop() {
		this.server.stop(0);
	}

	@Test
	@DisplayName("case 35: servers with a certificate of one's own authority are trusted, and trust us")
	void trusted() throws Exception {
		String bundle = "--spring.ssl.bundle.";
		try (RunningWebHook webhook = RunningWebHook.start(directory.resolve("trusted"), uri(),
				"--autoscale.prometheus.uri=" + uri(), "--server.ssl.bundle=own",
				bundle + "jks.own.keystore.location=file:" + directory.resolve("server.p12"),
				bundle + "jks.own.keystore.password=" + PASSWORD, "--spring.http.clients.ssl.bundle=authority",
				bundle + "pem.authority.truststore.certificate=file:" + directory.resolve("server.crt"))) {
			await()
				.untilAsserted(() -> assertThat(get(webhook, "/actuator/health/scaling").statusCode()).isEqualTo(200));
			assertThat(get(webhook, "/api/doctor").body()).contains("Prometheus 2.42.0 answers")
				.contains("HighThroughputDifference is posted to https://webhook/alert")
				.doesNotContain("password");
			assertThat(get(webhook, "/api/policies").headers().firstValue("Strict-Transport-Security")).isPresent();
			assertThatIOException().isThrownBy(() -> HttpClient.newHttpClient()
				.send(request(webhook, "/actuator/health"), BodyHandlers.ofString()));
		}
	}

	@Test
	@DisplayName("case 35: a certificate that is not trusted is named as the reason")
	void notTrusted() {
		try (RunningWebHook webhook = RunningWebHook.start(directory.resolve("not-trusted"), uri())) {
			await().untilAsserted(() -> assertThat(webhook.get("/actuator/health/scaling").body())
				.contains("Data Flow's certificate is not trusted"));
		}
	}

	private String uri() {
		return "https://localhost:" + this.server.getAddress().getPort();
	}

	private HttpResponse<String> get(RunningWebHook webhook, String path) throws IOException, InterruptedException {
		return HttpClient.newBuilder()
			.sslContext(this.trusting)
			.build()
			.send(request(webhook, path), BodyHandlers.ofString());
	}

	private static HttpRequest request(RunningWebHook webhook, String path) {
		return HttpRequest.newBuilder(URI.create("https://localhost:" + webhook.port() + path)).build();
	}

	/** Data Flow without streams, a Prometheus with one rule, and its Alertmanager. */
	private void handle(HttpExchange exchange) throws IOException {
		String body = switch (exchange.getRequestURI().getPath()) {
			case "/api/v1/status/buildinfo" -> prometheus("{\"version\":\"2.42.0\"}");
			case "/api/v1/query" -> prometheus("{\"result\":[]}");
			case "/api/v1/rules" -> prometheus("""
					{"groups":[{"name":"g","rules":[{"type":"alerting","name":"HighThroughputDifference",
					"health":"ok","labels":{"scale":"up"}}]}]}""");
			case "/api/v1/alertmanagers" ->
				prometheus("{\"activeAlertmanagers\":[{\"url\":\"%s/api/v2/alerts\"}]}".formatted(uri()));
			case "/api/v2/alerts/groups", "/api/v2/silences" -> "[]";
			case "/api/v2/status" -> "{\"config\":{\"original\":\"%s\"}}".formatted("""
					route: {receiver: a, group_interval: 30s, repeat_interval: 50s}
					receivers:
					- name: a
					  webhook_configs: [{url: 'https://user:password@webhook/alert'}]
					""".replace("\n", "\\n"));
			default -> "{}";
		};
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static String prometheus(String data) {
		return "{\"status\":\"success\",\"data\":%s}".formatted(data);
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		builder.command().addAll(List.of(arguments));
		builder.command()
			.addAll(List.of("-keystore", directory.resolve("server.p12").toString(), "-storepass", PASSWORD));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

}
