package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Set;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.http.ServerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Data Flow is and how to log in, by the names that Data Flow's own client uses.
 *
 * @param serverUri the server's address, with its context path if it has one
 * @param authentication how to log in
 */
@ConfigurationProperties("spring.cloud.dataflow.client")
record DataFlowProperties(@DefaultValue("http://localhost:9393") String serverUri,
		@DefaultValue Authentication authentication) {

	DataFlowProperties {
		ServerAddress.parse("spring.cloud.dataflow.client.server-uri", serverUri);
	}

	/**
	 * How to log in: with a user's name and password, as a client of OAuth2, or not at
	 * all.
	 *
	 * @param basic user name and password
	 * @param clientId the client's name, {@code null} to not log in as a client
	 * @param clientSecret the client's secret
	 * @param tokenUri where the client gets tokens
	 * @param scope what the client asks for, empty for what it gets anyway
	 */
	record Authentication(@DefaultValue Basic basic, @Nullable String clientId, @Nullable String clientSecret,
			@Nullable String tokenUri, @DefaultValue Set<String> scope) {

		private static final String PREFIX = "spring.cloud.dataflow.client.authentication.";

		Authentication {
			long given = Stream.of(clientId, clientSecret, tokenUri).filter((value) -> value != null).count();
			if (given != 0 && given != 3) {
				throw new IllegalArgumentException(
						PREFIX + "client-id, client-secret and token-uri may be specified only together");
			}
			if (tokenUri != null) {
				ServerAddress.parse(PREFIX + "token-uri", tokenUri);
				if (basic.username() != null) {
					throw new IllegalArgumentException(
							"Set either %1$sbasic.username or %1$sclient-id, not both".formatted(PREFIX));
				}
			}
		}

		/** Keeps secrets out of logs. */
		@Override
		public String toString() {
			return "Authentication[basic=%s, clientId=%s]".formatted(this.basic, this.clientId);
		}

	}

	/**
	 * User name and password.
	 *
	 * @param username the user's name, {@code null} to not log in
	 * @param password the password
	 */
	record Basic(@Nullable String username, @DefaultValue("") String password) {

		/** Keeps the password out of logs. */
		@Override
		public String toString() {
			return "Basic[username=" + this.username + "]";
		}

	}

}
