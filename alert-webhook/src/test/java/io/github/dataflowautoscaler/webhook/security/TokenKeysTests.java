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

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys of tokens come from a server, which may be away.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenKeysTests {

	@Test
	void whileTheServerIsAwayATokenIsNeitherTakenNorRefused(@TempDir Path directory, CapturedOutput output)
			throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		try (RunningWebHook webhook = start(directory, server)) {
			server.stop(0);
			HttpResponse<String> answer = look(webhook, keys);
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.body()).contains("The token can't be verified now");
			assertThat(webhook.get("/api/policies").statusCode()).isEqualTo(401);
			assertThat(output).contains("Tokens can't be verified").doesNotContain("\tat ");
		}
	}

	@Test
	void aTokenIsVerifiedWithTheKeysOfItsServer(@TempDir Path directory) throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		try (RunningWebHook webhook = start(directory, server)) {
			assertThat(look(webhook, keys).statusCode()).isEqualTo(200);
			assertThat(look(webhook, keys()).statusCode()).isEqualTo(401);
		}
		server.stop(0);
	}

	private static RunningWebHook start(Path directory, HttpServer server) {
		return RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:%d/keys"
					.formatted(server.getAddress().getPort()));
	}

	private static HttpServer publish(KeyPair keys) throws IOException {
		byte[] published = new JWKSet(new RSAKey.Builder((RSAPublicKey) keys.getPublic()).build()).toString()
			.getBytes(StandardCharsets.UTF_8);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/keys", (exchange) -> {
			exchange.sendResponseHeaders(200, published.length);
			exchange.getResponseBody().write(published);
			exchange.close();
		});
		server.start();
		return server;
	}

	private static HttpResponse<String> look(RunningWebHook webhook, KeyPair keys) throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
				new JWTClaimsSet.Builder().claim("scope", "dataflow.view").build());
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
