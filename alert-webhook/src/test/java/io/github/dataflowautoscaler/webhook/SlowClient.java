package io.github.dataflowautoscaler.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import static org.awaitility.Awaitility.await;

/**
 * Announces a long body and sends it a byte at a time, whatever it is told.
 */
public final class SlowClient {

	private static final int BETWEEN_BYTES = 100;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	private SlowClient() {
	}

	/**
	 * Sends a request for as long as the server lets it.
	 * @param port the server's port
	 * @param request method and path
	 * @param headers the headers, one of which says how long the body is
	 * @return what the server has answered when it closed the connection
	 */
	public static String send(int port, String request, String... headers) {
		SlowClient client = new SlowClient();
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(BETWEEN_BYTES);
			socket.getOutputStream()
				.write("%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n"
					.formatted(request, String.join("\r\n", headers))
					.getBytes(StandardCharsets.US_ASCII));
			await().until(() -> client.isCutOff(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return client.received.toString(StandardCharsets.US_ASCII);
	}

	private boolean isCutOff(Socket socket) {
		try {
			int next = socket.getInputStream().read();
			while (next >= 0) {
				this.received.write(next);
				next = socket.getInputStream().read();
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return !sendsAByte(socket);
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static boolean sendsAByte(Socket socket) {
		try {
			socket.getOutputStream().write(' ');
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
