package io.github.dataflowautoscaler.webhook.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Reads roles out of a token as Data Flow does: from the scopes {@code dataflow.view} and
 * {@code dataflow.modify}, or from a claim {@code roles} with {@code ROLE_VIEW} and
 * {@code ROLE_MODIFY} in it. So the token that opens Data Flow opens the webhook.
 */
class JwtRoles implements Converter<Jwt, AbstractAuthenticationToken> {

	private final JwtAuthenticationConverter converter;

	/**
	 * Creates the converter.
	 * @param converter finds scopes and the like in a token
	 */
	JwtRoles(JwtAuthenticationConverter converter) {
		this.converter = converter;
	}

	@Override
	public AbstractAuthenticationToken convert(Jwt token) {
		AbstractAuthenticationToken converted = Objects.requireNonNull(this.converter.convert(token));
		List<String> granted = Stream
			.concat(converted.getAuthorities().stream().map(GrantedAuthority::getAuthority), roles(token).stream())
			.map(String::valueOf)
			.toList();
		List<GrantedAuthority> roles = Stream.of(Role.values())
			.filter((role) -> granted.stream().anyMatch((authority) -> means(authority, role)))
			.map((role) -> (GrantedAuthority) new SimpleGrantedAuthority(role.authority()))
			.toList();
		return new JwtAuthenticationToken(token, roles, converted.getName());
	}

	private static Collection<?> roles(Jwt token) {
		return (token.getClaim("roles") instanceof Collection<?> roles) ? roles : List.of();
	}

	private static boolean means(String authority, Role role) {
		String scope = "dataflow." + role.name().toLowerCase(Locale.ROOT);
		return authority.equals(role.authority()) || authority.equals(scope) || authority.equals("SCOPE_" + scope);
	}

}
