package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
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

	private static final String ATTEMPT = LoginFilter.class.getName() + ".ATTEMPT";

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
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (authorization == null) {
			chain.doFilter(request, response);
			return;
		}
		if (!mayTry(request, address, authorization)) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(FailedLogins.WINDOW.toSeconds()));
			this.problems.write(response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many log-ins from %s have failed; try again in a minute".formatted(address));
			return;
		}
		try {
			chain.doFilter(request, response);
			if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
				this.failures.add(address);
			}
		}
		catch (AuthenticationServiceException ex) {
			this.problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "The token can't be verified now");
		}
		finally {
			end(request);
		}
	}

	/**
	 * Stands behind the filters that ask for credentials: who comes here has not failed.
	 * What the request does takes its time, and has nothing to do with log-ins any more.
	 */
	void pass(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		end(request);
		chain.doFilter(request, response);
	}

	/**
	 * Nobody guesses tokens, and they may wait for their issuer; nobody should wait for
	 * them.
	 */
	private boolean mayTry(HttpServletRequest request, String address, String authorization) {
		if (authorization.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
			return !this.failures.areTooMany(address);
		}
		boolean begun = this.failures.begin(address);
		if (begun) {
			request.setAttribute(ATTEMPT, address);
		}
		return begun;
	}

	private void end(ServletRequest request) {
		if (request.getAttribute(ATTEMPT) instanceof String address) {
			request.removeAttribute(ATTEMPT);
			this.failures.end(address);
		}
	}

}
