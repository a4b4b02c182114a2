package io.github.dataflowautoscaler.docker;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLHandshakeException;

import io.github.dataflowautoscaler.webhook.scaling.PlatformException;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;

import org.springframework.core.NestedExceptionUtils;

/**
 * Translates the engine's errors. Those of the Swarm come through as text.
 */
final class DockerErrors {

	/** Somebody else's change came first. */
	private static final String OUT_OF_SEQUENCE = "update out of sequence";

	private static final String NO_MANAGER = "This node is not a swarm manager";

	/** The managers elect one of them, or most of them are away. */
	private static final String NO_LEADER = "The swarm does not have a leader";

	private static final List<Class<? extends Throwable>> NOT_SENT = List.of(ConnectException.class,
			UnknownHostException.class, NoRouteToHostException.class);

	private static final Set<String> NO_SOCKET = Set.of("No such file or directory", "Permission denied");

	private static final int LONGEST_MESSAGE = 300;

	private DockerErrors() {
	}

	static PlatformException refused(int status, String text) {
		String message = text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
		if (message.contains(OUT_OF_SEQUENCE)) {
			return new PlatformException(Kind.BUSY, "The service was changed meanwhile: " + message);
		}
		if (message.contains(NO_LEADER)) {
			return new PlatformException(Kind.UNREACHABLE, "The Swarm has no leader: " + message);
		}
		if (message.contains(NO_MANAGER)) {
			return new PlatformException(Kind.REFUSED,
					"Docker's engine is not a manager of a Swarm: run docker swarm init, or name a manager in autoscale.docker.host");
		}
		return switch (status) {
			case 401, 403 -> new PlatformException(Kind.FORBIDDEN, "Docker forbids it: " + message);
			case 404 -> new PlatformException(Kind.NOT_FOUND, "Docker does not know it: " + message);
			case 502, 504 -> new PlatformException(Kind.UNANSWERED, "Docker did not answer: " + message);
			default -> new PlatformException(Kind.REFUSED, "Docker refused with %s: %s".formatted(status, message));
		};
	}

	static PlatformException unanswered(RuntimeException ex) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (cause instanceof SSLHandshakeException) {
			return new PlatformException(Kind.UNREACHABLE,
					"Docker's certificate is not trusted, or it does not trust the webhook's: check autoscale.docker.ssl.bundle",
					ex);
		}
		return isNotSent(cause)
				? new PlatformException(Kind.UNREACHABLE,
						"Docker can't be reached (%s): check autoscale.docker.host, and the permissions of its socket"
							.formatted(cause.getMessage()),
						ex)
				: new PlatformException(Kind.UNANSWERED, "Docker did not answer", ex);
	}

	/** Of a socket in the file system there is only the operating system's text. */
	private static boolean isNotSent(Throwable cause) {
		return NOT_SENT.stream().anyMatch((type) -> type.isInstance(cause))
				|| (cause instanceof SocketException && NO_SOCKET.contains(String.valueOf(cause.getMessage())));
	}

}
