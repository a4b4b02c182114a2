package io.github.dataflowautoscaler.shell;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/**
 * Where the autoscaler's webhook is, and how to log in to it.
 */
final class WebHookAddress {

	static final String DEFAULT_URI = "http://localhost:8085";

	private final String uri;

	private final boolean sendToken;

	private @Nullable String username;

	private @Nullable String password;

	/**
	 * Creates the address of a webhook that asks for no credentials.
	 * @param uri the base address, with its context path if it has one
	 * @param sendToken whether to send the shell's bearer token for Data Flow
	 * @throws CommandFailure if the address is not one of HTTP
	 */
	WebHookAddress(String uri, boolean sendToken) {
		requireHttp(uri);
		this.uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
		this.sendToken = sendToken;
	}

	/**
	 * Reads the address from the properties {@code dataflow.autoscale.*}.
	 * @param environment the shell's properties
	 * @return the address
	 */
	static WebHookAddress of(Environment environment) {
		return new WebHookAddress(environment.getProperty("dataflow.autoscale.uri", DEFAULT_URI),
				environment.getProperty("dataflow.autoscale.send-token", Boolean.class, false))
			.login(environment.getProperty("dataflow.autoscale.username"),
					environment.getProperty("dataflow.autoscale.password"));
	}

	/**
	 * Adds credentials.
	 * @param username the user, or {@code null} for none
	 * @param password the user's password
	 * @return this address
	 * @throws CommandFailure if only one of the two is given, or if the shell's token is
	 * to be sent, too
	 */
	WebHookAddress login(@Nullable String username, @Nullable String password) {
		if ((username == null) != (password == null)) {
			throw new CommandFailure("A username and a password may be specified only together");
		}
		if (username != null && this.sendToken) {
			throw new CommandFailure("Either a username or the shell's token logs in to the webhook, not both");
		}
		this.username = username;
		this.password = password;
		return this;
	}

	private static void requireHttp(String uri) {
		try {
			URI parsed = URI.create(uri);
			if (("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme())) && parsed.getHost() != null) {
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below, as every other address that is none.
		}
		throw new CommandFailure("uri is '" + uri + "'; it must be an address such as " + DEFAULT_URI);
	}

	String uri() {
		return this.uri;
	}

	@Nullable String username() {
		return this.username;
	}

	boolean sendsToken() {
		return this.sendToken;
	}

	void authenticate(HttpHeaders headers) {
		Optional.ofNullable(this.username)
			.ifPresent((name) -> headers.setBasicAuth(name, Optional.ofNullable(this.password).orElse("")));
	}

}
