package io.github.dataflowautoscaler.webhook.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.dataflowautoscaler.webhook.RunningWebHook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With users and tokens configured nobody looks or changes anything without the role for
 * it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDoorTests {

	private static final String POLICY = "/api/policies/scaletest/transform";

	private static final String SETTINGS = "{\"maxInstances\":4}";

	private static final String LONG_PASSWORD = "x".repeat(80);

	private final KeyPair keys = keys();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		Path key = Files.writeString(directory.resolve("key.pem"),
				"-----BEGIN PUBLIC KEY-----\n"
						+ Base64.getMimeEncoder().encodeToString(this.keys.getPublic().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
		this.webhook = RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--autoscale.security.users.viewer.password={noop}look", "--autoscale.security.users.viewer.roles=view",
				"--autoscale.security.users.editor.password={bcrypt}" + new BCryptPasswordEncoder(4).encode("change"),
				"--autoscale.security.users.editor.roles=modify", "--autoscale.security.users.admin.password={noop}all",
				"--autoscale.security.users.admin.roles=view,modify",
				"--autoscale.security.users.robot.password={noop}" + LONG_PASSWORD,
				"--autoscale.security.users.robot.roles=view",
				"--spring.security.oauth2.resourceserver.jwt.public-key-location=" + key.toUri(),
				"--spring.security.oauth2.resourceserver.jwt.audiences=autoscaler",
				"--management.endpoints.web.exposure.include=*");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /api/policies                    | viewer:look   | 200
			GET    | /api/policies                    | editor:change | 403
			GET    | /api/policies                    |               | 401
			HEAD   | /api/policies                    |               | 401
			GET    | /api/streams                     | viewer:look   | 200
			GET    | /api/streams                     |               | 401
			GET    | /api/history                     |               | 401
			GET    | /api/doctor                      |               | 401
			GET    | /api/openapi                     |               | 401
			GET    | /api/openapi                     | viewer:look   | 200
			GET    | /discovery/prometheus            |               | 401
			GET    | /discovery/prometheus            | viewer:look   | 503
			GET    | /no/such/page                    |               | 401
			GET    | /error                           |               | 401
			PUT    | /api/policies/scaletest/transform |               | 401
			PUT    | /api/policies/scaletest/transform | viewer:look   | 403
			PUT    | /api/policies/scaletest/transform | editor:change | 200
			PUT    | /api/policies/scaletest/transform | admin:all     | 200
			PATCH  | /api/policies/scaletest/transform |               | 401
			PATCH  | /api/policies/scaletest/transform | viewer:look   | 403
			PATCH  | /api/policies/scaletest/transform | editor:change | 200
			DELETE | /api/policies/scaletest/transform |               | 401
			DELETE | /api/policies/scaletest/transform | viewer:look   | 403
			OPTIONS | /api/policies                   |               | 401
			GET    | /actuator/health                 |               | 503
			GET    | /actuator/health/liveness        |               | 200
			GET    | /actuator/health/readiness       |               | 200
			GET    | /actuator/prometheus             |               | 401
			GET    | /actuator/prometheus             | viewer:look   | 200
			GET    | /actuator                        | admin:all     | 403
			GET    | /actuator/env                    |               | 401
			GET    | /actuator/env                    | admin:all     | 403
			GET    | /actuator/configprops            | admin:all     | 403
			GET    | /actuator/threaddump             | admin:all     | 403
			POST   | /actuator/loggers/root           | admin:all     | 403
			""")
	void everyPathNeedsItsRole(String method, String path, String login, int status) {
		HttpResponse<String> answer = send(method, path, (login != null) ? basic(login) : null);
		assertThat(answer.statusCode()).isEqualTo(status);
		if (status == 401) {
			assertThat(answer.body()).isEmpty();
			assertThat(answer.headers().allValues(HttpHeaders.WWW_AUTHENTICATE))
				.containsExactly("Basic realm=\"Data Flow Autoscaler\"", "Bearer realm=\"Data Flow Autoscaler\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "viewer:change", "nobody:look", "viewer:" })
	void wrongPasswordsAreAllTheSame(String login) {
		HttpResponse<String> answer = send("GET", "/api/policies", basic(login));
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void aPasswordMayBeLongerThanBcryptTakes() {
		assertThat(send("GET", "/api/policies", basic("robot:" + LONG_PASSWORD)).statusCode()).isEqualTo(200);
		assertThat(send("GET", "/api/policies", basic("robot:" + LONG_PASSWORD)).statusCode()).isEqualTo(200);
		assertThat(send("GET", "/api/policies", basic("robot:" + LONG_PASSWORD + "x")).statusCode()).isEqualTo(401);
	}

	@Test
	void aRefusalNamesTheRole() {
		assertThat(send("PUT", POLICY, basic("viewer:look")).body()).contains("ROLE_MODIFY");
		assertThat(send("GET", POLICY, basic("editor:change")).body()).contains("ROLE_VIEW");
		assertThat(send("GET", "/actuator/env", basic("admin:all")).body()).contains("closed to everybody");
	}

	@Test
	void healthTellsItsReasonsOnlyToThoseWhoMayLook() {
		assertThat(this.webhook.get("/actuator/health").body()).doesNotContain("components").doesNotContain("dataFlow");
		assertThat(send("GET", "/actuator/health", basic("viewer:look")).body()).contains("dataFlow");
	}

	@Test
	void tokensCarryRolesAsForDataFlow() throws JOSEException {
		assertThat(look(token((claims) -> claims.claim("scope", "openid dataflow.view")))).isEqualTo(200);
		assertThat(look(token((claims) -> claims.claim("scp", List.of("dataflow.view"))))).isEqualTo(200);
		assertThat(look(token((claims) -> claims.claim("roles", List.of("ROLE_VIEW"))))).isEqualTo(200);
		assertThat(look(token((claims) -> claims.claim("scope", "dataflow.modify")))).isEqualTo(403);
		assertThat(look(token((claims) -> claims.claim("scope", "dataflow.viewer VIEW view")))).isEqualTo(403);
		assertThat(look(token((claims) -> claims.claim("roles", "ROLE_VIEW")))).isEqualTo(403);
		String modify = "Bearer " + token((claims) -> claims.claim("scope", "dataflow.modify"));
		assertThat(send("PUT", POLICY, modify).statusCode()).isEqualTo(200);
	}

	@Test
	void aChangeBearsTheNameOfWhoMadeIt() throws JOSEException {
		send("DELETE", POLICY, basic("admin:all"));
		assertThat(send("PUT", POLICY, basic("admin:all")).body()).contains("\"updatedBy\":\"admin\"");
		send("DELETE", POLICY, basic("admin:all"));
		String deployer = "Bearer "
				+ token((claims) -> claims.claim("scope", "dataflow.modify").subject("deployer@example.org"));
		assertThat(send("PUT", POLICY, deployer).body()).contains("\"updatedBy\":\"deployer@example.org\"");
		assertThat(send("GET", "/api/history?limit=1", basic("viewer:look")).body())
			.contains("(by deployer@example.org)");
	}

	@Test
	void tokensThatAreNotOursOpenNothing() throws JOSEException {
		Instant past = Instant.now().minus(Duration.ofHours(1));
		assertThat(look(token((claims) -> claims.claim("scope", "dataflow.view").expirationTime(Date.from(past)))))
			.isEqualTo(401);
		assertThat(look(token((claims) -> claims.claim("scope", "dataflow.view").audience("somebody else"))))
			.isEqualTo(401);
		JWTClaimsSet claims = new JWTClaimsSet.Builder().audience("autoscaler").claim("scope", "dataflow.view").build();
		assertThat(look(new PlainJWT(claims).serialize())).isEqualTo(401);
		SignedJWT foreign = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
		foreign.sign(new RSASSASigner(keys().getPrivate()));
		assertThat(look(foreign.serialize())).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/policies", "/actuator/health", "/no/such/page" })
	void everyAnswerTellsBrowsersToBeCareful(String path) {
		HttpHeaders headers = new HttpHeaders();
		this.webhook.get(path).headers().map().forEach(headers::addAll);
		assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
		assertThat(headers.getFirst("Content-Security-Policy")).contains("default-src 'self'",
				"frame-ancestors 'none'");
		assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(headers.getFirst("Cache-Control")).contains("no-store");
		assertThat(headers.getFirst("Set-Cookie")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Sec-Fetch-Site | cross-site          | 403
			Sec-Fetch-Site | same-site           | 403
			Sec-Fetch-Site | same-origin         | 200
			Sec-Fetch-Site | none                | 200
			Origin         | http://evil.example | 403
			Origin         | null                | 403
			Origin         | http://localhost    | 403
			Origin         | OWN                 | 200
			""")
	void aBrowsersRememberedPasswordIsOfNoUseToAnotherSite(String header, String value, int status) {
		String own = "http://127.0.0.1:" + this.webhook.port();
		HttpResponse<String> answer = this.webhook.send("PUT", POLICY, BodyPublishers.ofString(SETTINGS),
				HttpHeaders.AUTHORIZATION, basic("editor:change"), header, value.equals("OWN") ? own : value);
		assertThat(answer.statusCode()).isEqualTo(status);
	}

	private int look(String token) {
		return send("GET", "/api/policies", "Bearer " + token).statusCode();
	}

	private HttpResponse<String> send(String method, String path, String authorization) {
		String body = method.startsWith("P") ? SETTINGS : "";
		return (authorization != null) ? this.webhook.send(method, path, BodyPublishers.ofString(body),
				HttpHeaders.AUTHORIZATION, authorization)
				: this.webhook.send(method, path, BodyPublishers.ofString(body));
	}

	private String token(Consumer<JWTClaimsSet.Builder> more) throws JOSEException {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("jane")
			.audience("autoscaler")
			.expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
		more.accept(claims);
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
		token.sign(new RSASSASigner(this.keys.getPrivate()));
		return token.serialize();
	}

	private static String basic(String login) {
		return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
