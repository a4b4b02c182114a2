package io.github.dataflowautoscaler.webhook.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.RunningWebHook;
import io.github.dataflowautoscaler.webhook.SlowClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who tries passwords, or keeps threads waiting, comes no further and is in nobody's way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDoorAttacksTests {

	private static final String POLICY = "/api/policies/scaletest/transform";

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.security.users.viewer.password={noop}look",
				"--autoscale.security.users.viewer.roles=view");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@ParameterizedTest
	@CsvSource({ "nobody:guess,401", "viewer:look,403" })
	void whoIsRefusedKeepsNoThreadWaitingForABody(String login, int status) {
		assertThat(SlowClient.send(this.webhook.port(), "PUT " + POLICY, "Authorization: " + basic(login),
				"Content-Length: 1000"))
			.startsWith("HTTP/1.1 " + status)
			.contains("Connection: close");
	}

	@ParameterizedTest
	@CsvSource({ "GET,200", "HEAD,200", "POST,401" })
	void nobodyWaitsForABodyWhereEverybodyMayLook(String method, int status) {
		assertThat(SlowClient.send(this.webhook.port(), method + " /actuator/health/liveness", "Content-Length: 1000"))
			.startsWith("HTTP/1.1 " + status);
	}

	@Test
	void whoTriesPasswordsHasToWaitAndNobodyElse() {
		for (int i = 0; i < FailedLogins.MOST_FAILURES; i++) {
			assertThat(tryFrom("127.0.0.2", "viewer:" + i)).isEqualTo(401);
		}
		assertThat(tryFrom("127.0.0.2", "viewer:look")).isEqualTo(429);
		assertThat(tryFrom("127.0.0.3", "viewer:look")).isEqualTo(200);
		assertThat(RawRequest.status(RawRequest.send("127.0.0.2", this.webhook.port(),
				"GET /actuator/health/liveness HTTP/1.1", "Host: localhost")))
			.isEqualTo(200);
	}

	@Test
	void whoTriesManyPasswordsAtOnceTriesNoMore() {
		assertThat(tryAtOnceFrom("127.0.0.4", "nobody:guess")).containsOnly(401, 429)
			.filteredOn((status) -> status == 401)
			.hasSize(FailedLogins.MOST_FAILURES);
	}

	@Test
	void manyWithTheRightPasswordAtOnceAreAllLetIn() {
		assertThat(tryFrom("127.0.0.5", "viewer:wrong")).isEqualTo(401);
		assertThat(tryAtOnceFrom("127.0.0.5", "viewer:look")).containsOnly(200);
	}

	private List<Integer> tryAtOnceFrom(String address, String login) {
		ExecutorService clients = Executors.newCachedThreadPool();
		List<CompletableFuture<Integer>> attempts = IntStream.range(0, 40)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> tryFrom(address, login), clients))
			.toList();
		List<Integer> statuses = attempts.stream().map(CompletableFuture::join).toList();
		clients.shutdown();
		return statuses;
	}

	private int tryFrom(String address, String login) {
		return RawRequest.status(RawRequest.send(address, this.webhook.port(), "GET /api/policies HTTP/1.1",
				"Host: localhost", "Authorization: " + basic(login)));
	}

	private static String basic(String login) {
		return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
	}

}
