package io.github.dataflowautoscaler.webhook.dataflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.regex.Pattern;

import javax.net.ssl.SSLHandshakeException;

import io.github.dataflowautoscaler.webhook.dataflow.ClientLogin.LoginException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Translates Data Flow's error responses. Most of them have status 500, whatever the
 * cause; the message tells them apart.
 */
@Component
class DataFlowErrors {

	/** Skipper's state machine is held by an update, an upgrade or another scale. */
	private static final String BUSY = "is not in state ready to do";

	private static final String NO_RELEASE = "ReleaseNotFoundException";

	private static final String SKIPPER_FORBIDS = "403";

	/** Data Flow's own call of Skipper got no answer, as while Skipper restarts. */
	private static final String NO_SKIPPER = "ResourceAccessException";

	private static final Pattern NOT_CONNECTED = Pattern.compile("Connection refused|UnknownHost|No route to host");

	private static final int LONGEST_MESSAGE = 300;

	private final JsonMapper json;

	DataFlowErrors(JsonMapper json) {
		this.json = json;
	}

	PlatformException translate(RestClientException ex) {
		if (ex instanceof RestClientResponseException response) {
			return answered(response);
		}
		if (ex.getCause() instanceof LoginException login) {
			return notLoggedIn(login);
		}
		if (ex.contains(SSLHandshakeException.class)) {
			return new PlatformException(Kind.UNREACHABLE,
					"Data Flow's certificate is not trusted: name its authority in spring.http.clients.ssl.bundle", ex);
		}
		if (ex instanceof ResourceAccessException || ex.getRootCause() instanceof IOException) {
			return unanswered(ex);
		}
		return new PlatformException(Kind.REFUSED, "Data Flow's answer can't be understood", ex);
	}

	private static PlatformException notLoggedIn(LoginException ex) {
		return ex.isUnreachable() ? new PlatformException(Kind.UNREACHABLE,
				"The token server can't be reached: check spring.cloud.dataflow.client.authentication.token-uri", ex)
				: new PlatformException(Kind.FORBIDDEN,
						"The token server gives no token: set spring.cloud.dataflow.client.authentication.client-id and client-secret to a client that it knows",
						ex);
	}

	/** Either no answer came, or only the beginning of one. */
	private static PlatformException unanswered(RestClientException ex) {
		Throwable cause = ex.getMostSpecificCause();
		boolean sent = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
				|| cause instanceof UnknownHostException || ex.getCause() instanceof ConnectException);
		return sent ? new PlatformException(Kind.UNANSWERED, "Data Flow did not answer", ex)
				: new PlatformException(Kind.UNREACHABLE, "Data Flow can't be reached", ex);
	}

	private PlatformException answered(RestClientResponseException ex) {
		HttpStatusCode status = ex.getStatusCode();
		Error error = error(ex.getResponseBodyAsString());
		return switch (status.value()) {
			case 401 -> new PlatformException(Kind.FORBIDDEN,
					"Data Flow requires a log-in: set spring.cloud.dataflow.client.authentication.*", ex);
			case 403 -> new PlatformException(Kind.FORBIDDEN,
					"Data Flow forbids it: the user needs ROLE_VIEW to read and ROLE_MODIFY to scale", ex);
			case 502, 504 -> new PlatformException(Kind.UNANSWERED, "Data Flow's gateway says " + status, ex);
			case 503 -> new PlatformException(Kind.UNREACHABLE, "Data Flow is unavailable: " + status, ex);
			case 301, 302, 303, 307,
					308 ->
				new PlatformException(Kind.REFUSED,
						"Data Flow redirects to another place (%s): check spring.cloud.dataflow.client.server-uri"
							.formatted(status.value()),
						ex);
			default -> refused(ex, error);
		};
	}

	private static PlatformException refused(RestClientResponseException ex, Error error) {
		boolean missing = ex.getStatusCode().value() == 404 && !error.logref().isEmpty();
		if (missing || error.toString().contains(NO_RELEASE)) {
			return new PlatformException(Kind.NOT_FOUND, "Data Flow does not know it: " + error.message(), ex);
		}
		if (error.logref().contains(NO_SKIPPER)) {
			return NOT_CONNECTED.matcher(error.message()).find()
					? new PlatformException(Kind.UNREACHABLE, "Data Flow can't reach Skipper: " + error.message(), ex)
					: new PlatformException(Kind.UNANSWERED, "Skipper did not answer Data Flow: " + error.message(),
							ex);
		}
		if (error.message().contains(BUSY)) {
			return new PlatformException(Kind.BUSY, "Skipper is busy with the stream: " + error.message(), ex);
		}
		if (error.message().startsWith(SKIPPER_FORBIDS)) {
			return new PlatformException(Kind.FORBIDDEN,
					"Skipper forbids it: its authorization rules lack one for POST /api/release/scale/**", ex);
		}
		return new PlatformException(Kind.REFUSED,
				"Data Flow refused with %s: %s".formatted(ex.getStatusCode().value(), error.message()), ex);
	}

	private Error error(String body) {
		try {
			JsonNode root = this.json.readTree(body);
			JsonNode error = root.at("/_embedded/errors/0");
			return error.isMissingNode() ? Error.of("", root.path("message").asString(body))
					: Error.of(error.path("logref").asString(""), error.path("message").asString(""));
		}
		catch (JacksonException ex) {
			// A proxy's page, for instance: its text has to do.
			return Error.of("", body);
		}
	}

	/**
	 * What Data Flow says.
	 *
	 * @param logref the kind of error, empty if the answer is not one of Data Flow's own
	 * @param message the message
	 */
	private record Error(String logref, String message) {

		static Error of(String logref, String message) {
			return new Error(logref, message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
		}

	}

}
