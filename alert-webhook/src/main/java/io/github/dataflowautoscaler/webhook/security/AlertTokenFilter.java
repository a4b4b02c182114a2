package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dataflowautoscaler.webhook.alert.Notifications;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets alerts in that come with a valid token, and answers others with 401 before it
 * reads their body. While the tokens can't be read it answers 503, after which
 * Alertmanager tries again: after a 4xx it would not do so before its next
 * {@code group_interval}.
 */
class AlertTokenFilter extends OncePerRequestFilter {

	private static final Logger logger = LoggerFactory.getLogger(AlertTokenFilter.class);

	private static final String SCHEME = "Bearer ";

	private final AlertTokens tokens;

	private final Notifications notifications;

	private final AtomicBoolean readable = new AtomicBoolean(true);

	AlertTokenFilter(AlertTokens tokens, Notifications notifications) {
		this.tokens = tokens;
		this.notifications = notifications;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpStatus refusal = refusal(request.getHeader(HttpHeaders.AUTHORIZATION));
		if (refusal == null) {
			chain.doFilter(request, response);
			return;
		}
		response.setStatus(refusal.value());
		response.setHeader(HttpHeaders.CONNECTION, "close");
		if (refusal == HttpStatus.UNAUTHORIZED) {
			this.notifications.refused(request.getRemoteAddr());
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"alerts\"");
		}
	}

	private @Nullable HttpStatus refusal(@Nullable String authorization) {
		String token = "";
		if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			token = authorization.substring(SCHEME.length()).strip();
		}
		try {
			boolean valid = this.tokens.contain(token);
			this.readable.set(true);
			return valid ? null : HttpStatus.UNAUTHORIZED;
		}
		catch (UncheckedIOException ex) {
			if (this.readable.getAndSet(false)) {
				logger.error("Alerts are answered with 503. {}", ex.getMessage());
			}
			return HttpStatus.SERVICE_UNAVAILABLE;
		}
	}

}
