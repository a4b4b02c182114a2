package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives all roles to everybody where no credentials are required. So the rules about
 * roles are the same for open doors and for locked ones.
 */
class EverybodyFilter extends OncePerRequestFilter {

	private static final Authentication EVERYBODY = UsernamePasswordAuthenticationToken.authenticated("everybody", "",
			Stream.of(Role.values()).map(Role::authority).map(SimpleGrantedAuthority::new).toList());

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		SecurityContextHolder.setContext(new SecurityContextImpl(EVERYBODY));
		chain.doFilter(request, response);
	}

}
