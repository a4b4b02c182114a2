package io.github.dataflowautoscaler.webhook.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The credentials for a server, and its certificates. Invalid values are rejected at the
 * creation, with a message that names the property and shows no secret.
 *
 * @param prefix what the names of the properties begin with, such as
 * {@code autoscale.prometheus}
 * @param login as whom the webhook logs in
 * @param headers what else every request carries
 * @param ssl which certificates are trusted, and which one the webhook presents
 */
public record ServerAccess(String prefix, Login login, Map<String, String> headers, Ssl ssl) {

	private static final URI ANYWHERE = URI.create("http://localhost");

	public ServerAccess {
		login.check(prefix);
		headers = Map.copyOf(headers);
		headers.forEach((name, value) -> check(prefix, name, value));
		if (login.isGiven() && headers.keySet().stream().anyMatch(HttpHeaders.AUTHORIZATION::equalsIgnoreCase)) {
			throw new IllegalArgumentException(
					"%1$s.headers has Authorization, which %1$s.username or %1$s.token-file sets".formatted(prefix));
		}
	}

	/** Java's own message would show the value, and Spring leaves out what it refuses. */
	private static void check(String prefix, String name, String value) {
		try {
			HttpRequest.newBuilder(ANYWHERE).header(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"%s.headers has %s with a name or a value that can't be sent".formatted(prefix, name));
		}
	}

	/**
	 * What a request has to carry now.
	 * @return names and values of headers
	 * @throws IOException if the token can't be read; the message says so
	 */
	HttpHeaders requestHeaders() throws IOException {
		HttpHeaders all = new HttpHeaders();
		this.headers.forEach(all::set);
		if (this.login.username() != null) {
			all.setBasicAuth(this.login.username(), this.login.passwordOrEmpty(), StandardCharsets.UTF_8);
		}
		else if (this.login.tokenFile() != null) {
			all.setBearerAuth(this.login.token(this.prefix));
		}
		return all;
	}

	/** Keeps secrets out of logs. */
	@Override
	public String toString() {
		return "ServerAccess[prefix=" + this.prefix + "]";
	}

	/**
	 * A user, or the bearer of a token, or nobody.
	 *
	 * @param username the user's name, {@code null} to not log in as a user
	 * @param password the user's password, {@code null} for an empty one
	 * @param tokenFile a file with a token, {@code null} for none. It is read anew for
	 * each request, because tokens are replaced while the webhook runs
	 */
	public record Login(@Nullable String username, @Nullable String password, @Nullable Path tokenFile) {

		private static final String VISIBLE = "[!-~]+";

		boolean isGiven() {
			return this.username != null || this.tokenFile != null;
		}

		private String passwordOrEmpty() {
			return (this.password != null) ? this.password : "";
		}

		private void check(String prefix) {
			if (this.username != null && this.tokenFile != null) {
				throw new IllegalArgumentException(
						"Set either %1$s.username or %1$s.token-file, not both".formatted(prefix));
			}
			if (this.username == null && this.password != null) {
				throw new IllegalArgumentException("%1$s.password requires %1$s.username".formatted(prefix));
			}
			if (this.username != null && this.username.contains(":")) {
				throw new IllegalArgumentException(prefix + ".username has a colon, at which the password would begin");
			}
			if (this.tokenFile != null) {
				try {
					token(prefix);
				}
				catch (UnreadableTokenException ex) {
					// Of a failed start the innermost cause is told alone.
					throw new IllegalArgumentException(ex.getMessage());
				}
			}
		}

		private String token(String prefix) throws UnreadableTokenException {
			Path file = Objects.requireNonNull(this.tokenFile);
			String text = read(prefix, file);
			if (!text.matches(VISIBLE)) {
				throw new UnreadableTokenException(
						"%s.token-file: %s does not contain exactly one token".formatted(prefix, file), null);
			}
			return text;
		}

		private static String read(String prefix, Path file) throws UnreadableTokenException {
			try {
				return Files.readString(file).strip();
			}
			catch (IOException ex) {
				throw new UnreadableTokenException(
						"%s.token-file: %s can't be read (%s)".formatted(prefix, file, ex.getClass().getSimpleName()),
						ex);
			}
		}

		/** Keeps the password out of logs. */
		@Override
		public String toString() {
			return "Login[username=%s, tokenFile=%s]".formatted(this.username, this.tokenFile);
		}

	}

	/**
	 * Encrypted connections.
	 *
	 * @param bundle name of the SSL bundle with the certificates that are trusted and, if
	 * the server asks for one, the webhook's own; {@code null} for the bundle of all
	 * servers
	 */
	public record Ssl(@Nullable String bundle) {
	}

}
