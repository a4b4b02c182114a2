package io.github.dataflowautoscaler.webhook.security;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/**
 * The two doors, one for alerts and one for everything else. Each of them is locked, or
 * the application can be reached from this machine alone: it does not start otherwise.
 */
@Component
class Doors {

	private final @Nullable AlertTokens alertTokens;

	private final boolean usersAreKnown;

	private final @Nullable JwtDecoder jwtDecoder;

	Doors(SecurityProperties security, ObjectProvider<JwtDecoder> jwtDecoder, ServerProperties server,
			ManagementServerProperties management) {
		this.alertTokens = tokens(security.alertTokenFile());
		this.usersAreKnown = !security.users().isEmpty();
		this.jwtDecoder = jwtDecoder.getIfAvailable();
		requireLocked("server.address", server.getAddress());
		if (management.getPort() != null && !management.getPort().equals(server.getPort())) {
			requireLocked("management.server.address", management.getAddress());
		}
	}

	/**
	 * The tokens that alerts have to be sent with.
	 * @return the tokens, empty if the door for alerts is open
	 */
	Optional<AlertTokens> alertTokens() {
		return Optional.ofNullable(this.alertTokens);
	}

	/**
	 * What verifies JSON web tokens.
	 * @return the decoder, empty if there are none
	 */
	Optional<JwtDecoder> jwtDecoder() {
		return Optional.ofNullable(this.jwtDecoder);
	}

	/**
	 * Tells whether nobody is asked for credentials at the door for everything but
	 * alerts.
	 * @return whether it is open
	 */
	boolean isApiOpen() {
		return !this.usersAreKnown && this.jwtDecoder == null;
	}

	private static @Nullable AlertTokens tokens(@Nullable Path file) {
		if (file == null) {
			return null;
		}
		AlertTokens tokens = new AlertTokens(file);
		try {
			tokens.read();
			return tokens;
		}
		catch (UncheckedIOException ex) {
			throw new InsecureConfigurationException("autoscale.security.alert-token-file: " + ex.getMessage(),
					"Write at least one token into the file, such as what 'openssl rand -hex 32' prints");
		}
	}

	private void requireLocked(String property, @Nullable InetAddress address) {
		if (address != null && address.isLoopbackAddress()) {
			return;
		}
		String reachable = "%s is %s, so others than this machine can reach the application, but %%s"
			.formatted(property, (address != null) ? address.getHostAddress() : "not set");
		if (this.alertTokens == null) {
			throw new InsecureConfigurationException(reachable.formatted("anybody could send alerts"),
					"Set autoscale.security.alert-token-file, or %s to 127.0.0.1".formatted(property));
		}
		if (isApiOpen()) {
			throw new InsecureConfigurationException(reachable.formatted("anybody could change policies"),
					"Set autoscale.security.users.* or spring.security.oauth2.resourceserver.jwt.*, or %s to 127.0.0.1"
						.formatted(property));
		}
	}

}
