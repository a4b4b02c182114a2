package io.github.dataflowautoscaler.shell;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.RestTemplate;

import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes to the webhook, above all which credentials, and what its answers become.
 */
class WebHookTests {

	private static final String POLICY = "/api/policies/scaletest/transform";

	private final HttpStandIn server = new HttpStandIn();

	private final MockEnvironment environment = new MockEnvironment().withProperty("dataflow.autoscale.uri",
			this.server.uri());

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void aChangeIsAMergePatch() {
		this.server.json("PATCH " + POLICY, "{\"maxInstances\": 4}");
		assertThat(webHook()
			.patchPolicy("scaletest", "transform", JsonNodeFactory.instance.objectNode().put("maxInstances", 4))
			.path("maxInstances")
			.asInt()).isEqualTo(4);
		assertThat(this.server.last().getBodyAsString()).isEqualTo("{\"maxInstances\":4}");
		assertThat(this.server.last().getHeader("Content-Type")).isEqualTo("application/merge-patch+json");
	}

	@Test
	void aRemovalHasNoAnswer() {
		this.server.answer("DELETE " + POLICY, 204, "application/json", "");
		webHook().deletePolicy("scaletest", "transform");
		assertThat(this.server.last().getMethod().getName()).isEqualTo("DELETE");
	}

	@Test
	void namesAreEncoded() {
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> webHook().deletePolicy("a/../b", "{x}"));
		assertThat(this.server.last().getUrl()).isEqualTo("/api/policies/a%2F..%2Fb/%7Bx%7D");
	}

	@Test
	void theShellsTokenStaysInTheShell() {
		this.server.json("GET /api/policies", "[]");
		webHook().get("/api/policies");
		assertThat(this.server.last().getHeader("Authorization")).isNull();
	}

	@Test
	void theShellsTokenIsSentIfTheOperatorSaysSo() {
		this.server.json("GET /api/policies", "[]");
		this.environment.setProperty("dataflow.autoscale.send-token", "true");
		webHook().get("/api/policies");
		assertThat(this.server.last().getHeader("Authorization")).isEqualTo("Bearer of-data-flow");
	}

	@Test
	void theWebhooksOwnCredentialsAreSent() {
		this.server.json("GET /api/policies", "[]");
		this.environment.setProperty("dataflow.autoscale.username", "ops");
		this.environment.setProperty("dataflow.autoscale.password", "secret");
		webHook().get("/api/policies");
		assertThat(this.server.last().getHeader("Authorization")).isEqualTo("Basic b3BzOnNlY3JldA==");
	}

	@Test
	void credentialsAreNotCarriedToWhereARedirectPoints() {
		try (HttpStandIn elsewhere = new HttpStandIn().json("GET /api/policies", "[]")) {
			this.server.answer("GET /api/policies", temporaryRedirect(elsewhere.uri() + "/api/policies"));
			this.environment.setProperty("dataflow.autoscale.send-token", "true");
			assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> webHook().get("/api/policies"))
				.withMessage("The server at %s does not answer as the autoscaler's webhook does: status 302",
						this.server.uri());
			assertThat(elsewhere.asked()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "400", "403", "404", "409", "412", "422", "503" })
	void aProblemIsToldInTheWebhooksWords(int status) {
		this.server.problem("PATCH " + POLICY, status, "maxInstances is 0; at least 1");
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> webHook().patchPolicy("scaletest", "transform", JsonNodeFactory.instance.objectNode()))
			.withMessage("maxInstances is 0; at least 1");
	}

	@ParameterizedTest
	@CsvSource({ "401, 'The autoscaler''s webhook at %s asks for credentials; ''autoscale config server'' takes them'",
			"403, You do not have permissions at the autoscaler's webhook at %s",
			"200, The server at %s does not answer as the autoscaler's webhook does: status 200",
			"502, The server at %s does not answer as the autoscaler's webhook does: status 502" })
	void anAnswerWithoutAProblemIsExplained(int status, String message) {
		this.server.answer("GET /api/policies", status, "text/html", "<html>");
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> webHook().get("/api/policies"))
			.withMessage(message, this.server.uri());
	}

	@Test
	void aWrongPathIsSaidToBeOne() {
		this.server.problem("GET /api/policies", 404, "No static resource wrong/api/policies.");
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> webHook().get("/api/policies"))
			.withMessageStartingWith("There is no autoscaler's webhook at " + this.server.uri() + ": a server answers");
	}

	@Test
	void aWrongPasswordIsSaidToBeOne() {
		this.server.answer("GET /api/policies", 401, "text/html", "");
		this.environment.setProperty("dataflow.autoscale.username", "ops");
		this.environment.setProperty("dataflow.autoscale.password", "secret");
		assertThatExceptionOfType(CredentialsNeeded.class).isThrownBy(() -> webHook().get("/api/policies"))
			.withMessage("The autoscaler's webhook at %s does not know the user 'ops' with this password",
					this.server.uri());
	}

	@Test
	void aWebhookThatIsAwayIsSaidToBe() {
		this.server.close();
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> webHook().get("/api/policies"))
			.withMessage("The autoscaler's webhook at %s can't be reached: Connection refused; "
					+ "use 'autoscale config server' to set another one", this.server.uri());
	}

	@Test
	void anotherWebhookIsTakenOnlyIfItAnswers() {
		WebHook webHook = webHook();
		try (HttpStandIn other = new HttpStandIn().json("GET /context/api/policies", "[]")) {
			assertThatExceptionOfType(CommandFailure.class)
				.isThrownBy(() -> webHook.target(new WebHookAddress(other.uri(), false)));
			assertThat(webHook.uri()).isEqualTo(this.server.uri());
			webHook.target(new WebHookAddress(other.uri() + "/context/", false));
			assertThat(webHook.uri()).isEqualTo(other.uri() + "/context");
		}
	}

	@ParameterizedTest
	@CsvSource({ "localhost:8085", "ftp://localhost", "http://", "'http://two words'", "''" })
	void anAddressIsOneOfHttp(String uri) {
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> new WebHookAddress(uri, false))
			.withMessage("uri is '%s'; it must be an address such as http://localhost:8085", uri);
	}

	@Test
	void aPasswordNeedsAUsername() {
		assertThatExceptionOfType(CommandFailure.class)
			.isThrownBy(() -> new WebHookAddress("http://localhost", false).login(null, "secret"))
			.withMessage("A username and a password may be specified only together");
	}

	private WebHook webHook() {
		RestTemplate shell = new RestTemplate();
		shell.setInterceptors(List.of((request, body, execution) -> {
			request.getHeaders().setBearerAuth("of-data-flow");
			return execution.execute(request, body);
		}));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("restTemplate", shell);
		return new WebHook(new DataFlowServer(beans), this.environment);
	}

}
