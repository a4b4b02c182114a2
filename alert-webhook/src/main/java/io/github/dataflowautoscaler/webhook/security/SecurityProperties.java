package io.github.dataflowautoscaler.webhook.security;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Credentials of users and of whoever sends alerts. (JSON web tokens are configured by
 * Spring Boot's own properties.)
 *
 * @param alertTokenFile file with the bearer tokens that alerts have to be sent with, one
 * in each line; {@code null} to take alerts from everybody
 * @param users who may use the API with a password, by name
 */
@ConfigurationProperties("autoscale.security")
record SecurityProperties(@Nullable Path alertTokenFile, @DefaultValue Map<String, User> users) {

	/**
	 * A user.
	 *
	 * @param password the password, encoded, behind the encoding's name in braces
	 * @param roles what the user may do, at least one
	 */
	record User(String password, @DefaultValue Set<Role> roles) {

		/** Keeps the password out of logs. */
		@Override
		public String toString() {
			return "User[roles=" + this.roles + "]";
		}

	}

}
