package io.github.dataflowautoscaler.webhook.http;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.UnknownContentTypeException;

/**
 * Distinguishes why a server does not answer as it should: it is not there, it refuses
 * the credentials, a proxy in front of it asks for a log-in, its certificate is not
 * trusted, or it is another server than expected.
 */
public class Failures {

	/** Which of them a server without a path answers depends on what it is made with. */
	private static final Set<Integer> NOT_OFFERED = Set.of(400, 404, 405, 422, 501);

	/** Servers written in Go say so by HTTP on the port of HTTPS. */
	private static final String HTTPS_ONLY = "HTTP request to an HTTPS server";

	/** Mimir, Cortex and Loki without a tenant. */
	private static final String NO_TENANT = "no org id";

	private final String address;

	private final ServerAccess access;

	/**
	 * Creates one for a server.
	 * @param address the property that has the server's address
	 * @param access how it lets us in
	 */
	public Failures(String address, ServerAccess access) {
		this.address = address;
		this.access = access;
	}

	/**
	 * Understands a failed request.
	 * @param ex what came of it
	 * @return what is wrong and what to do
	 */
	public Failure of(RestClientException ex) {
		if (ex instanceof RestClientResponseException answered) {
			return answered(answered);
		}
		if (ex.getCause() instanceof UnreadableTokenException unreadable) {
			return Failure.of("was not asked: " + unreadable.getMessage(),
					"Look at that file; it is read again for each request");
		}
		if (ex.contains(SSLException.class)) {
			return encrypted(causes(ex));
		}
		if (ex instanceof ResourceAccessException) {
			return Failure.of("gives no answer",
					"Check %s, whether the server runs, and whether there is a proxy in between"
						.formatted(this.address));
		}
		if (ex instanceof UnknownContentTypeException other
				&& MediaType.TEXT_HTML.isCompatibleWith(other.getContentType())) {
			return Failure.of("answers with a page for people", "If people log in there, " + pass());
		}
		return Failure.of("gives an answer that is not understood",
				"Check %s, with the server's path prefix if it has one".formatted(this.address));
	}

	private Failure answered(RestClientResponseException ex) {
		int status = ex.getStatusCode().value();
		String body = ex.getResponseBodyAsString();
		return switch (status) {
			case 401 -> body.contains(NO_TENANT)
					? Failure.of("requires a tenant (401, no org id)",
							"Set %s.headers.X-Scope-OrgID to the tenant".formatted(this.access.prefix()))
					: unauthorized();
			case 403 -> Failure.of("forbids it (403)",
					"Give who logs in by %s the right to read, or let somebody else log in".formatted(properties()));
			case 407 -> Failure.of("is behind a proxy that requires a log-in (407)",
					"Exempt the webhook from the proxy's log-in, or name the server in http.nonProxyHosts");
			case 301, 302, 303, 307, 308 -> redirected(status, ex);
			default -> (status >= 500) ? new Failure("answers " + status,
					"See the log of the server, or of the proxy in front of it", NOT_OFFERED.contains(status))
					: unknown(status, body);
		};
	}

	private Failure unknown(int status, String body) {
		return body.contains(HTTPS_ONLY)
				? Failure.of("speaks HTTPS alone (%d)".formatted(status),
						"Begin %s with https://".formatted(this.address))
				: new Failure("answers " + status,
						"Check %s, with the server's path prefix if it has one".formatted(this.address),
						NOT_OFFERED.contains(status));
	}

	private Failure unauthorized() {
		ServerAccess.Login login = this.access.login();
		if (login.tokenFile() != null) {
			return Failure.of("does not accept the token (401)",
					"See whether the token in the file of %s has expired, or is one for another server"
						.formatted(properties()));
		}
		return (login.username() != null)
				? Failure.of("does not accept the user or the password (401)", "Correct " + properties())
				: Failure.of("requires credentials (401)", "Set " + properties());
	}

	/** Only the host is named: there may be what nobody should see behind it. */
	private Failure redirected(int status, RestClientResponseException ex) {
		@Nullable URI location = location(ex);
		String place = (location == null || location.getHost() == null) ? "another page" : location.getHost();
		return Failure.of("redirects to %s (%d)".formatted(place, status),
				"If that is the server itself, write %s as it does; if people log in there, %s".formatted(this.address,
						pass()));
	}

	private static @Nullable URI location(RestClientResponseException ex) {
		try {
			return (ex.getResponseHeaders() != null) ? ex.getResponseHeaders().getLocation() : null;
		}
		catch (IllegalArgumentException malformed) {
			return null;
		}
	}

	private String pass() {
		return "set %s.token-file to a token that the proxy in front of it takes, or %s to the address behind it"
			.formatted(this.access.prefix(), this.address);
	}

	/** Java tells these apart in its messages alone. */
	private Failure encrypted(String causes) {
		String bundle = this.access.prefix() + ".ssl.bundle";
		if (causes.contains("PKIX") || causes.contains("trustAnchors")) {
			return Failure.of(
					causes.contains("NotAfter") ? "has a certificate that has expired"
							: "has a certificate that is not trusted",
					causes.contains("NotAfter") ? "Renew the server's certificate"
							: "Name an SSL bundle with its authority in " + bundle);
		}
		if (causes.contains("No subject alternative") || causes.contains("No name matching")) {
			return Failure.of("has a certificate for other names",
					"Write %s with a name of the certificate, or give the server another one".formatted(this.address));
		}
		if (causes.contains("certificate_required") || causes.contains("bad_certificate")) {
			return Failure.of("requires a client certificate that it trusts",
					"Name an SSL bundle with a key store in " + bundle);
		}
		return causes.contains("unrecognized SSL message")
				? Failure.of("does not speak HTTPS", "Begin %s with http://".formatted(this.address))
				: Failure.of("can't agree on an encrypted connection", "See the protocols and ciphers of " + bundle);
	}

	private String properties() {
		String prefix = this.access.prefix();
		if (this.access.login().tokenFile() != null) {
			return prefix + ".token-file";
		}
		return (this.access.login().username() != null) ? "%1$s.username and %1$s.password".formatted(prefix)
				: "%1$s.username and %1$s.password, or %1$s.token-file".formatted(prefix);
	}

	private static String causes(Throwable ex) {
		return Stream.<@Nullable Throwable>iterate(ex, (cause) -> cause != null, (cause) -> cause.getCause())
			.map((cause) -> String.valueOf(cause.getMessage()))
			.collect(Collectors.joining(": "));
	}

}
