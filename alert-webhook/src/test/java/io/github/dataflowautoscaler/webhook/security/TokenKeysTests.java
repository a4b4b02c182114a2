package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.github.dataflowautoscaler.webhook.RunningWebHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys of tokens come from a server, which may be away.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenKeysTests {

	private static final String KEYS = "jwk-set-uri=http://127.0.0.1:%d/keys";

	private static final String ISSUER = "issuer-uri=http://127.0.0.1:%d";

	@ParameterizedTest
	@ValueSource(strings = { KEYS, ISSUER })
	void whileTheServerIsAwayATokenIsNeitherTakenNorRefused(String property, @TempDir Path directory,
			CapturedOutput output) throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		try (RunningWebHook webhook = start(directory, property, server)) {
			server.stop(0);
			HttpResponse<String> answer = look(webhook, keys, server);
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.body()).contains("The token can't be verified now");
			assertThat(webhook.get("/api/policies").statusCode()).isEqualTo(401);
			assertThat(output).contains("Tokens can't be verified: ").contains(issuer(server)).doesNotContain("\tat ");
			HttpServer again = publish(keys, server.getAddress().getPort());
			assertThat(look(webhook, keys, server).statusCode()).isEqualTo(200);
			again.stop(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { KEYS, ISSUER })
	void aTokenIsVerifiedWithTheKeysOfItsServer(String property, @TempDir Path directory) throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		try (RunningWebHook webhook = start(directory, property, server)) {
			assertThat(look(webhook, keys, server).statusCode()).isEqualTo(200);
			assertThat(look(webhook, keys(), server).statusCode()).isEqualTo(401);
		}
		server.stop(0);
	}

	@Test
	void aTokenOfAnotherIssuerIsRefused(@TempDir Path directory) throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		HttpServer other = publish(keys);
		try (RunningWebHook webhook = start(directory, ISSUER, server)) {
			assertThat(look(webhook, keys, other).statusCode()).isEqualTo(401);
		}
		server.stop(0);
		other.stop(0);
	}

	private static RunningWebHook start(Path directory, String property, HttpServer server) {
		return RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--spring.security.oauth2.resourceserver.jwt." + property.formatted(server.getAddress().getPort()));
	}

	private static HttpServer publish(KeyPair keys) throws IOException {
		return publish(keys, 0);
	}

	private static HttpServer publish(KeyPair keys, int port) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		answer(server, "/keys", new JWKSet(new RSAKey.Builder((RSAPublicKey) keys.getPublic()).build()).toString());
		answer(server, "/.well-known/openid-configuration",
				"{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuer(server)));
		server.start();
		return server;
	}

	private static void answer(HttpServer server, String path, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private static String issuer(HttpServer server) {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	private static HttpResponse<String> look(RunningWebHook webhook, KeyPair keys, HttpServer issuer) throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
				new JWTClaimsSet.Builder().issuer(issuer(issuer)).claim("scope", "dataflow.view").build());
		token.sign(new RSASSASigner(keys.getPrivate()));
		return webhook.send("GET", "/api/policies", BodyPublishers.noBody(), "Authorization",
				"Bearer " + token.serialize());
	}

	private static KeyPair keys() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

}
