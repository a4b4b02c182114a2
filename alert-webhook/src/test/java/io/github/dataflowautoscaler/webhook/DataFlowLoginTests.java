package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * How the webhook logs in to Data Flow, and where its credentials go.
 */
class DataFlowLoginTests {

	private static final String AUTHENTICATION = "--spring.cloud.dataflow.client.authentication.";

	/** {@code jane:secret}. */
	private static final String JANE = "Basic amFuZTpzZWNyZXQ=";

	private final LoggedInDataFlow dataFlow = new LoggedInDataFlow();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 23: a user's name and password log in")
	void basic() {
		this.dataFlow.accept(JANE);
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a client gets a token, and another one only when it is needed")
	void clientCredentials() {
		try (RunningWebHook webhook = startAsClient("client-secret", this.dataFlow.uri())) {
			awaitHealth(webhook, "UP");
			int readings = this.dataFlow.authorizations().size();
			await().until(() -> this.dataFlow.authorizations().size() > readings + 4);
			assertThat(this.dataFlow.authorizations()).containsOnly("Bearer token-1");
			assertThat(this.dataFlow.tokenRequests())
				.containsExactly("grant_type=client_credentials&scope=dataflow.view+dataflow.modify");
			this.dataFlow.forgetLogins();
			await().until(() -> this.dataFlow.authorizations().contains("Bearer token-2"));
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a token is replaced before it expires")
	void tokenExpires() {
		this.dataFlow.lifetime(61);
		try (RunningWebHook webhook = startAsClient("client-secret", this.dataFlow.uri())) {
			await().until(() -> this.dataFlow.authorizations().contains("Bearer token-2"));
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a token server that refuses is named, with the property to look at")
	void wrongSecret() {
		try (RunningWebHook webhook = startAsClient("wrong", this.dataFlow.uri())) {
			await().until(() -> !this.dataFlow.tokenRequests().isEmpty());
			awaitHealth(webhook,
					"The token server gives none: set spring.cloud.dataflow.client.authentication.client-id");
			assertThat(this.dataFlow.authorizations()).isEmpty();
		}
	}

	@Test
	@DisplayName("case 23: a token server that is away is waited for")
	void tokenServerDown() {
		try (RunningWebHook webhook = startAsClient("client-secret", "http://127.0.0.1:1")) {
			awaitHealth(webhook, "The token server can't be reached");
		}
	}

	@Test
	@DisplayName("case 35: a redirect on the same host is followed, with the log-in")
	void redirectToSameHost() {
		this.dataFlow.accept(JANE);
		this.dataFlow.redirect("/moved");
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 35: a redirect to another host gets no credentials")
	void redirectToOtherHost() {
		this.dataFlow.redirect("http://localhost:" + this.dataFlow.port() + "/moved");
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "Data Flow redirects to another place (302)");
			assertThat(this.dataFlow.authorizations()).isEmpty();
		}
	}

	@Test
	void halfALogInIsNone() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> RunningWebHook
				.start(this.directory, this.dataFlow.uri(), AUTHENTICATION + "client-id=autoscaler")
				.close())
			.havingRootCause()
			.withMessageContaining("client-id, client-secret and token-uri may be specified only together");
	}

	private RunningWebHook startAsJane() {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(), AUTHENTICATION + "basic.username=jane",
				AUTHENTICATION + "basic.password=secret");
	}

	private RunningWebHook startAsClient(String secret, String tokenServer) {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(), AUTHENTICATION + "client-id=autoscaler",
				AUTHENTICATION + "client-secret=" + secret,
				AUTHENTICATION + "token-uri=" + tokenServer + "/oauth/token",
				AUTHENTICATION + "scope=dataflow.view,dataflow.modify");
	}

	private static void awaitHealth(RunningWebHook webhook, String text) {
		await().untilAsserted(() -> assertThat(webhook.get("/actuator/health/scaling").body()).contains(text));
	}

}
