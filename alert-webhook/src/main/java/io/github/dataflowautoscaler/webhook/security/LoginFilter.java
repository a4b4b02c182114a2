package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Watches over log-ins: an address from which too many have failed has to wait, whatever
 * it sends, so that nobody can try passwords one after the other, nor keep the processor
 * busy with encoding them.
 */
class LoginFilter extends OncePerRequestFilter {

	private final FailedLogins failures;

	private final Problems problems;

	LoginFilter(FailedLogins failures, Problems problems) {
		this.failures = failures;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String address = request.getRemoteAddr();
		if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
			chain.doFilter(request, response);
			return;
		}
		if (this.failures.areTooMany(address)) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(FailedLogins.WINDOW.toSeconds()));
			this.problems.write(response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many log-ins from %s have failed; try again in a minute".formatted(address));
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (AuthenticationServiceException ex) {
			this.problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "The token can't be verified now");
			return;
		}
		if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
			this.failures.add(address);
		}
	}

}
