package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The keys of tokens come from a server, which may be away.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenKeysTests {

	private static final String KEYS = "jwk-set-uri=http://127.0.0.1:%d/keys";

	private static final String ISSUER = "issuer-uri=http://127.0.0.1:%d";

	/** As many as the webhook has. */
	private static final int THREADS = 64;

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
			await().atMost(Duration.ofSeconds(30))
				.until(() -> look(webhook, keys, server).statusCode(), (status) -> status == 200);
			again.stop(0);
			assertThat(output).containsOnlyOnce("Tokens can't be verified: ")
				.containsOnlyOnce("Tokens are verified again");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { KEYS, ISSUER })
	void aServerThatNeverAnswersIsWaitedForOnceAndNotByEverybody(String property, @TempDir Path directory,
			CapturedOutput output) throws Exception {
		String token = unknownKey("http://127.0.0.1");
		ExecutorService clients = Executors.newCachedThreadPool();
		try (ServerSocket silent = new ServerSocket(0, THREADS, InetAddress.getLoopbackAddress());
				RunningWebHook webhook = start(directory, property, silent.getLocalPort())) {
			List<CompletableFuture<Integer>> answers = IntStream.range(0, THREADS)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> look(webhook, token).statusCode(), clients))
				.toList();
			await().until(() -> answers.stream().filter((answer) -> !answer.isDone()).count() == TokenDecoder.PLACES);
			assertThat(webhook.alert().statusCode()).isEqualTo(200);
			assertThat(answers).anyMatch((answer) -> !answer.isDone());
			assertThat(answers).extracting(CompletableFuture::join).containsOnly(503);
			silent.accept();
			silent.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(silent::accept);
			assertThat(output).containsOnlyOnce("Tokens can't be verified: ");
		}
		clients.shutdown();
	}

	@ParameterizedTest
	@ValueSource(strings = { KEYS, ISSUER })
	void aTokenOfAKnownKeyIsVerifiedWhileTheServerIsAway(String property, @TempDir Path directory) throws Exception {
		KeyPair keys = keys();
		HttpServer server = publish(keys);
		try (RunningWebHook webhook = start(directory, property, server)) {
			assertThat(look(webhook, keys, server).statusCode()).isEqualTo(200);
			server.stop(0);
			assertThat(look(webhook, unknownKey(issuer(server))).statusCode()).isEqualTo(503);
			assertThat(look(webhook, keys, server).statusCode()).isEqualTo(200);
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
		return start(directory, property, server.getAddress().getPort());
	}

	private static RunningWebHook start(Path directory, String property, int port) {
		return RunningWebHook.start(directory, "http://127.0.0.1:1",
				"--spring.security.oauth2.resourceserver.jwt." + property.formatted(port));
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
		return look(webhook, token(new JWSHeader(JWSAlgorithm.RS256), keys, issuer(issuer)));
	}

	private static HttpResponse<String> look(RunningWebHook webhook, String token) {
		return webhook.send("GET", "/api/policies", BodyPublishers.noBody(), "Authorization", "Bearer " + token);
	}

	private static String unknownKey(String issuer) throws Exception {
		return token(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(), keys(), issuer);
	}

	private static String token(JWSHeader header, KeyPair keys, String issuer) throws Exception {
		SignedJWT token = new SignedJWT(header,
				new JWTClaimsSet.Builder().issuer(issuer).claim("scope", "dataflow.view").build());
		token.sign(new RSASSASigner(keys.getPrivate()));
		return token.serialize();
	}

	private static KeyPair keys() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

}
