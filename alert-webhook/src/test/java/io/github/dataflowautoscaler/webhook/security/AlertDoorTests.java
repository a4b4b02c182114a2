package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dataflowautoscaler.webhook.RunningWebHook;
import io.github.dataflowautoscaler.webhook.SlowClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Alerts come with a token, while the API of the same application is open to this
 * machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertDoorTests {

	private static final String TOKEN = "5f4dcc3b5aa765d61d8327deb882cf99";

	private static final String NEXT_TOKEN = "ad0234829205b9033196ba818f7a872b";

	private Path directory;

	private Path tokens;

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.directory = directory;
		this.tokens = directory.resolve("tokens");
		Files.writeString(this.tokens, TOKEN + "\n");
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.security.alert-token-file=" + this.tokens, "--server.tomcat.connection-timeout=1m");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@BeforeEach
	void reset() throws IOException {
		Files.deleteIfExists(this.tokens);
		Files.writeString(this.tokens, TOKEN + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer " + TOKEN, "bearer " + TOKEN, "Bearer  " + TOKEN + " " })
	@DisplayName("case 13: the token of the file lets alerts in")
	void rightToken(String authorization) {
		assertThat(alert("/alert", authorization).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Bearer wrong", "Bearer " + TOKEN + "0", TOKEN, "Basic " + TOKEN,
			"Bearer 5f4dcc3b5aa765d61d8327deb882cf9" })
	@DisplayName("case 13: no or a wrong token gets an empty 401, whatever the path")
	void wrongToken(String authorization) {
		for (String path : new String[] { "/alert", "/api/v2/alerts" }) {
			HttpResponse<String> answer = alert(path, authorization);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).isEmpty();
			assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"alerts\"");
		}
	}

	@Test
	@DisplayName("case 13: tokens are rotated through the file, without a moment in which none is valid")
	void rotation() throws IOException {
		Files.writeString(this.tokens, TOKEN + "\n\n" + NEXT_TOKEN);
		assertThat(alert("/alert", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
		assertThat(alert("/alert", "Bearer " + NEXT_TOKEN).statusCode()).isEqualTo(200);
		Files.writeString(this.tokens, NEXT_TOKEN);
		assertThat(alert("/alert", "Bearer " + TOKEN).statusCode()).isEqualTo(401);
		assertThat(alert("/alert", "Bearer " + NEXT_TOKEN).statusCode()).isEqualTo(200);
	}

	@Test
	@DisplayName("case 13: a mounted Secret is another directory behind the same link")
	void mountedSecret() throws IOException {
		for (String token : new String[] { TOKEN, NEXT_TOKEN }) {
			Path version = Files.createDirectories(this.directory.resolve("..data-" + token));
			Files.writeString(version.resolve("token"), token);
			Path link = this.directory.resolve("..data");
			Files.deleteIfExists(link);
			Files.createSymbolicLink(link, version);
			Files.deleteIfExists(this.tokens);
			Files.createSymbolicLink(this.tokens, link.resolve("token"));
			assertThat(alert("/alert", "Bearer " + token).statusCode()).isEqualTo(200);
		}
		assertThat(alert("/alert", "Bearer " + TOKEN).statusCode()).isEqualTo(401);
	}

	@Test
	@DisplayName("case 11: while the tokens can't be read, Alertmanager is asked to try again")
	void unreadableTokens() throws IOException {
		Files.writeString(this.tokens, "");
		assertThat(alert("/alert", "Bearer " + TOKEN).statusCode()).isEqualTo(503);
		assertThat(alert("/alert", "Bearer ").statusCode()).isEqualTo(503);
		Files.delete(this.tokens);
		HttpResponse<String> answer = alert("/alert", "Bearer " + TOKEN);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	@DisplayName("case 10: nobody without a token keeps a thread waiting for a body")
	void answersBeforeTheBody() {
		assertThat(SlowClient.send(this.webhook.port(), "POST /alert", "Content-Length: 1000"))
			.startsWith("HTTP/1.1 401")
			.contains("Connection: close");
	}

	@Test
	@DisplayName("case 10: nobody without a token keeps a thread waiting for a body that doesn't come")
	void silentClient() {
		assertThat(RawRequest.send("127.0.0.1", this.webhook.port(), "POST /alert HTTP/1.1", "Host: localhost",
				"Content-Length: 1000"))
			.startsWith("HTTP/1.1 401");
	}

	@Test
	void theApiIsStillOpenToThisMachine() {
		assertThat(this.webhook.get("/api/policies").statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> alert(String path, String authorization) {
		String[] headers = authorization.isEmpty() ? new String[0] : new String[] { "Authorization", authorization };
		return this.webhook.send("POST", path, BodyPublishers.ofString("{\"alerts\":[]}"), headers);
	}

}
