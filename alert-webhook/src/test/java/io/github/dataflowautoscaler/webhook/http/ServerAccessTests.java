package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.http.ServerAccess.Login;
import io.github.dataflowautoscaler.webhook.http.ServerAccess.Ssl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServerAccess} and {@link Credentials}.
 */
class ServerAccessTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "-",
			value = { "jane; -; token; Set either a.b.username or a.b.token-file, not both",
					"-; secret; -; a.b.password requires a.b.username", "ja:ne; secret; -; a.b.username has a colon",
					"-; -; missing; a.b.token-file: %smissing can't be read (NoSuchFileException)" })
	@DisplayName("case 72: contradictory or incomplete settings of a log-in are refused, with the property's name")
	void impossibleLogins(@Nullable String username, @Nullable String password, @Nullable String file, String message)
			throws IOException {
		Files.writeString(this.directory.resolve("token"), "abc");
		Path token = (file != null) ? this.directory.resolve(file) : null;
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ServerAccess("a.b", new Login(username, password, token), Map.of(), new Ssl(null)))
			.withMessageContaining(message.replace("%s", this.directory + "/"))
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "two words", "one\ntwo", "ä", "\u0000" })
	@DisplayName("case 72: a file without a token is refused, with the property's name")
	void noToken(String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve("token"), content);
		assertThatIllegalArgumentException().isThrownBy(() -> access(new Login(null, null, file), Map.of()))
			.withMessageContaining("a.b.token-file: " + file + " does not contain exactly one token");
	}

	@ParameterizedTest
	@CsvSource({ "a b, secret", "Host, secret", "X-Key, 'secret\nX-Other: b'", "'', secret" })
	@DisplayName("case 72: a header that Java does not send is refused, and its value not shown")
	void impossibleHeaders(String name, String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> access(new Login(null, null, null), Map.of(name, value)))
			.withMessageContaining("a.b.headers has " + name)
			.withMessageNotContaining("secret");
	}

	@Test
	void oneAuthorizationIsEnough() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> access(new Login("jane", "secret", null), Map.of("authorization", "Basic abc")))
			.withMessageContaining("a.b.headers has Authorization")
			.withMessageNotContaining("abc");
	}

	@Test
	void everyRequestCarriesWhatIsSetThen() throws IOException {
		Path file = Files.writeString(this.directory.resolve("token"), "first\n");
		ServerAccess token = access(new Login(null, null, file), Map.of("X-Scope-OrgID", "dev"));
		assertThat(token.requestHeaders().headerSet()).extracting(Map.Entry::getKey, Map.Entry::getValue)
			.containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("X-Scope-OrgID", List.of("dev")),
					org.assertj.core.groups.Tuple.tuple("Authorization", List.of("Bearer first")));
		Files.writeString(file, "second");
		assertThat(token.requestHeaders().getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer second");
		Files.delete(file);
		assertThatExceptionOfType(UnreadableTokenException.class).isThrownBy(token::requestHeaders)
			.withMessageContaining(file + " can't be read");
		assertThat(access(new Login("jänn", null, null), Map.of()).requestHeaders().getFirst(HttpHeaders.AUTHORIZATION))
			.isEqualTo("Basic asOkbm46");
	}

	@ParameterizedTest
	@CsvSource({ "https://monitoring/am/api/v2/status, true", "https://MONITORING:443/api, true",
			"http://monitoring/am, false", "https://monitoring:9093/am, false", "https://monitoring.evil/am, false" })
	@DisplayName("case 72: credentials go to the scheme, host and port that they are meant for")
	void servers(URI address, boolean expected) {
		Credentials credentials = new Credentials(access(new Login(null, null, null), Map.of()),
				List.of(URI.create("https://monitoring/am")));
		assertThat(credentials.isFor(address)).isEqualTo(expected);
	}

	@Test
	void nothingShowsSecrets() {
		Login login = new Login("jane", "secret", null);
		assertThat(login.toString() + access(login, Map.of("X-Key", "secret"))).doesNotContain("secret");
	}

	private static ServerAccess access(Login login, Map<String, String> headers) {
		return new ServerAccess("a.b", login, headers, new Ssl(null));
	}

}
