package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site makes a browser send. A browser adds the
 * credentials that it has remembered, and it reaches the loopback address of its own
 * machine, where nobody is asked for any.
 * <p>
 * Every browser says where a request that changes something comes from: in
 * {@code Sec-Fetch-Site} where the connection can be trusted, in {@code Origin} always.
 * Who sends neither is no browser, and acts on nobody else's behalf. So forms need no
 * token, and nothing has to be remembered between two requests.
 * <p>
 * A name that somebody else resolves to the loopback address makes that somebody's page
 * one of the same site. That is why an open door may be called only by certain names.
 */
class CrossSiteFilter extends OncePerRequestFilter {

	private static final Pattern LOOPBACK = Pattern
		.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

	private final boolean open;

	private final Problems problems;

	/**
	 * Creates the filter.
	 * @param open whether nobody is asked for credentials
	 * @param problems writes the refusals
	 */
	CrossSiteFilter(boolean open, Problems problems) {
		this.open = open;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.open && !isCalledLoopback(request)) {
			this.problems.write(response, HttpStatus.FORBIDDEN,
					"The webhook requires no log-in, so the Host header must be localhost or a loopback address");
		}
		else if (!SAFE_METHODS.contains(request.getMethod()) && comesFromElsewhere(request)) {
			this.problems.write(response, HttpStatus.FORBIDDEN, "The request comes from a page of another site");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/**
	 * Looks at what was sent, not at what a proxy says was sent: a page can say so, too.
	 */
	private static boolean isCalledLoopback(HttpServletRequest request) {
		@Nullable String host = request.getHeader(HttpHeaders.HOST);
		return host != null && LOOPBACK.matcher(host).matches();
	}

	private static boolean comesFromElsewhere(HttpServletRequest request) {
		@Nullable String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return !SAME_SITE.contains(site);
		}
		@Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null
				&& !origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
	}

}
