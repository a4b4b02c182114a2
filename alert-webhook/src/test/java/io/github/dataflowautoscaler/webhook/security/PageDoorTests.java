package io.github.dataflowautoscaler.webhook.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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
 * The pages are behind the same door as the API, and show nobody a control that is not
 * for that user.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageDoorTests {

	private static final String APPLICATION = "/streams/scaletest/transform";

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.security.users.viewer.password={noop}look", "--autoscale.security.users.viewer.roles=view",
				"--autoscale.security.users.admin.password={noop}all",
				"--autoscale.security.users.admin.roles=view,modify");
		this.webhook.send("PUT", "/api/policies/scaletest/transform", BodyPublishers.ofString("{\"maxInstances\":4}"),
				"Authorization", basic("admin:all"));
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/history", "/doctor", APPLICATION, APPLICATION + "/policy", "/page/page.css",
			"/page/live.js", "/webjars/uplot/dist/uPlot.iife.min.js" })
	void everyPageAsksForALogIn(String path) {
		HttpResponse<String> answer = this.webhook.get(path);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Data Flow Autoscaler\"");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/", "/history", "/doctor", APPLICATION, "/page/page.css", "/page/live.js", "/page/charts.js",
					"/page/icon.svg", "/webjars/uplot/dist/uPlot.iife.min.js", "/webjars/uplot/dist/uPlot.min.css" })
	void whoMayLookSeesThem(String path) {
		assertThat(send("GET", path, "viewer:look").statusCode()).isEqualTo(200);
	}

	@Test
	void controlsAreThereForThoseWhoMayUseThem() {
		assertThat(send("GET", APPLICATION, "viewer:look").body()).contains("1 to 4")
			.doesNotContain("<button", "/policy\"", "/pause\"");
		assertThat(send("GET", APPLICATION, "admin:all").body()).contains(">Pause</button>", "Edit the policy");
		assertThat(send("GET", "/streams/scaletest/log", "viewer:look").body()).doesNotContain("Set a policy");
		assertThat(send("GET", "/streams/scaletest/log", "admin:all").body()).contains("Set a policy");
		assertThat(send("GET", APPLICATION + "/policy", "viewer:look").statusCode()).isEqualTo(302);
	}

	@ParameterizedTest
	@CsvSource({ "policy,maxInstances=9", "pause,duration=", "resume,''", "unset,version=1" })
	void whoMayOnlyLookChangesNothing(String action, String form) {
		HttpResponse<String> answer = send("POST", APPLICATION + "/" + action, "viewer:look", form);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("ROLE_MODIFY");
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site,cross-site,403", "Origin,http://evil.example,403", "Sec-Fetch-Site,same-origin,302" })
	void anotherSitesFormChangesNothing(String header, String value, int status) {
		assertThat(send("POST", APPLICATION + "/resume", "admin:all", "", header, value).statusCode())
			.isEqualTo(status);
	}

	private HttpResponse<String> send(String method, String path, String login, String... more) {
		List<String> headers = new ArrayList<>(
				List.of("Authorization", basic(login), "Content-Type", "application/x-www-form-urlencoded"));
		headers.addAll(List.of(more).subList(Math.min(1, more.length), more.length));
		return this.webhook.send(method, path, BodyPublishers.ofString((more.length > 0) ? more[0] : ""),
				headers.toArray(String[]::new));
	}

	private static String basic(String login) {
		return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
	}

}
