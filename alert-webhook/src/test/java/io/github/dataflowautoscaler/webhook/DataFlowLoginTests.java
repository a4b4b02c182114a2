package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
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

	private static final String TOKENS = "/oauth/token";

	/** Data Flow without streams, and the server of tokens. */
	private final HttpStandIn dataFlow = new HttpStandIn();

	@TempDir
	private Path directory;

	@BeforeEach
	void refuse() {
		this.dataFlow.stubFor(any(anyUrl()).willReturn(unauthorized()));
	}

	@AfterEach
	void close() {
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 23: a user's name and password log in")
	void basic() {
		answer(equalTo(JANE), okJson("{}"));
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a client gets a token, and another one only when it is needed")
	void clientCredentials() {
		giveTokens(3600);
		try (RunningWebHook webhook = startAsClient("client-secret", this.dataFlow.uri())) {
			awaitHealth(webhook, "UP");
			assertThat(tokenRequests()).extracting(Request::getBodyAsString)
				.containsOnly("grant_type=client_credentials&scope=dataflow.view+dataflow.modify");
			this.dataFlow.resetRequests();
			await().until(() -> authorizations().size() > 4);
			String token = authorizations().get(0);
			assertThat(authorizations()).containsOnly(token);
			assertThat(tokenRequests()).isEmpty();
			answer(equalTo(token), unauthorized());
			await().until(() -> Set.copyOf(authorizations()).size() > 1);
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a token is replaced before it expires")
	void tokenExpires() {
		giveTokens(61);
		try (RunningWebHook webhook = startAsClient("client-secret", this.dataFlow.uri())) {
			await().until(() -> Set.copyOf(authorizations()).size() > 1);
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 23: a token server that refuses is named, with the property to look at")
	void wrongSecret() {
		giveTokens(3600);
		try (RunningWebHook webhook = startAsClient("wrong", this.dataFlow.uri())) {
			await().until(() -> !tokenRequests().isEmpty());
			awaitHealth(webhook,
					"The token server gives no token: set spring.cloud.dataflow.client.authentication.client-id");
			assertThat(authorizations()).isEmpty();
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
		answer(equalTo(JANE), okJson("{}"));
		redirect("");
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "UP");
		}
	}

	@Test
	@DisplayName("case 35: a redirect to another host gets no credentials")
	void redirectToOtherHost() {
		redirect("http://localhost:" + this.dataFlow.port());
		try (RunningWebHook webhook = startAsJane()) {
			awaitHealth(webhook, "Data Flow redirects to another place (302)");
			this.dataFlow.verify(0, anyRequestedFor(urlMatching("/moved/.*")));
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
				AUTHENTICATION + "client-secret=" + secret, AUTHENTICATION + "token-uri=" + tokenServer + TOKENS,
				AUTHENTICATION + "scope=dataflow.view,dataflow.modify");
	}

	private void answer(StringValuePattern authorization, ResponseDefinitionBuilder answer) {
		this.dataFlow.stubFor(any(anyUrl()).withHeader("Authorization", authorization).willReturn(answer));
	}

	private void redirect(String host) {
		this.dataFlow.stubFor(any(urlMatching("/(?!moved/).*")).willReturn(aResponse().withStatus(302)
			.withHeader("Location", host + "/moved{{request.url}}")
			.withTransformers("response-template")));
	}

	/** Each of them is another one. */
	private void giveTokens(int seconds) {
		this.dataFlow.stubFor(post(TOKENS).withBasicAuth("autoscaler", "client-secret")
			.willReturn(okJson("""
					{"access_token":"{{randomValue length=8}}","token_type":"bearer","expires_in":%s}"""
				.formatted(seconds)).withTransformers("response-template")));
		answer(matching("Bearer \\w{8}"), okJson("{}"));
	}

	private List<LoggedRequest> tokenRequests() {
		return this.dataFlow.findAll(postRequestedFor(urlEqualTo(TOKENS)));
	}

	/** The log-ins of the requests for streams. */
	private List<String> authorizations() {
		return this.dataFlow.findAll(anyRequestedFor(urlMatching("/(?!oauth/).*")))
			.stream()
			.map((request) -> String.valueOf(request.getHeader("Authorization")))
			.toList();
	}

	private static void awaitHealth(RunningWebHook webhook, String text) {
		await().untilAsserted(() -> assertThat(webhook.get("/actuator/health/scaling").body()).contains(text));
	}

}
