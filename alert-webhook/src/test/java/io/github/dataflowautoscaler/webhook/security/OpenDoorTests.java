package io.github.dataflowautoscaler.webhook.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import io.github.dataflowautoscaler.webhook.RunningWebHook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With nothing configured everybody on this machine is let in, but no page that a browser
 * on this machine shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenDoorTests {

	private static final String NOTIFICATION = "{\"alerts\":[]}";

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@Test
	void nobodyIsAskedForCredentials() {
		assertThat(this.webhook.policy("scaletest", "transform", "{\"maxInstances\":4}").statusCode()).isEqualTo(200);
		assertThat(this.webhook.get("/actuator/prometheus").statusCode()).isEqualTo(200);
		assertThat(this.webhook.get("/actuator/health").body()).contains("dataFlow");
		assertThat(this.webhook.post(NOTIFICATION).statusCode()).isEqualTo(200);
	}

	@Test
	void credentialsThatNobodyAskedForDoNoHarm() {
		HttpResponse<String> answer = this.webhook.send("GET", "/api/policies", BodyPublishers.noBody(),
				"Authorization", "Bearer anything");
		assertThat(answer.statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/heapdump" })
	void endpointsAreClosed(String path) {
		assertThat(this.webhook.get(path).statusCode()).isIn(403, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8085", "localhost.evil.example", "127.0.0.1.evil.example",
			"169.254.169.254", "[::2]", "localhost@evil.example" })
	void aNameThatSomebodyElseResolvesIsNotOurs(String host) {
		for (String request : new String[] { "GET /api/policies", "GET /actuator/health", "GET /alert" }) {
			String answer = RawRequest.send("127.0.0.1", this.webhook.port(), request + " HTTP/1.1", "Host: " + host,
					"X-Forwarded-Host: localhost", "Forwarded: host=localhost");
			assertThat(RawRequest.status(answer)).isIn(400, 403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8085", "127.0.0.1", "127.1.2.3:80", "[::1]:8085" })
	void theNamesOfThisMachineAreOurs(String host) {
		String answer = RawRequest.send("127.0.0.1", this.webhook.port(), "GET /api/policies HTTP/1.1",
				"Host: " + host);
		assertThat(RawRequest.status(answer)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "Origin,http://evil.example", "Sec-Fetch-Site,cross-site" })
	void anotherSitesPageSendsNothing(String header, String value) {
		for (String path : new String[] { "/alert", "/api/policies/scaletest/transform" }) {
			HttpResponse<String> answer = this.webhook.send("POST", path, BodyPublishers.ofString(NOTIFICATION), header,
					value);
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("another site");
		}
	}

}
