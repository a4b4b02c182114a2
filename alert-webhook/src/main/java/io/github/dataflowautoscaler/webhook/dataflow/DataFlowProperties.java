package io.github.dataflowautoscaler.webhook.dataflow;

import java.net.URI;

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
record DataFlowProperties(@DefaultValue("http://localhost:9393") URI serverUri,
		@DefaultValue Authentication authentication) {

	/**
	 * How to log in.
	 *
	 * @param basic user name and password
	 */
	record Authentication(@DefaultValue Basic basic) {
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
