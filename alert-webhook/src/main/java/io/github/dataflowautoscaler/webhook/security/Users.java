package io.github.dataflowautoscaler.webhook.security;

import java.util.List;

import io.github.dataflowautoscaler.webhook.security.SecurityProperties.User;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Knows the users that are configured.
 */
@Configuration(proxyBeanMethods = false)
class Users {

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	/**
	 * The manager itself would let Spring Security encode a password anew after a log-in,
	 * with bcrypt, which takes no more than 72 bytes.
	 */
	@Bean
	UserDetailsService userDetailsService(SecurityProperties security, PasswordEncoder encoder) {
		List<UserDetails> users = security.users()
			.entrySet()
			.stream()
			.map((entry) -> user(entry.getKey(), entry.getValue(), encoder))
			.toList();
		return new InMemoryUserDetailsManager(users)::loadUserByUsername;
	}

	private static UserDetails user(String name, User user, PasswordEncoder encoder) {
		if (user.roles().isEmpty()) {
			throw new InsecureConfigurationException("User %s has no role".formatted(name),
					"Set autoscale.security.users.%s.roles to view, modify or both".formatted(name));
		}
		if (!isEncoded(user.password(), encoder)) {
			throw new InsecureConfigurationException(
					"The password of user %s does not begin with the name of a known encoding".formatted(name),
					"Write {bcrypt} and what 'htpasswd -nBC 10 user' prints after the colon, or {noop} and the password");
		}
		return org.springframework.security.core.userdetails.User.withUsername(name)
			.password(user.password())
			.authorities(user.roles().stream().map(Role::authority).toArray(String[]::new))
			.build();
	}

	/** The encoder itself objects only when somebody logs in. */
	private static boolean isEncoded(String password, PasswordEncoder encoder) {
		try {
			encoder.matches("any", password);
			return !password.isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
