package io.github.dataflowautoscaler.webhook.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends what an HTTP client would not: any Host, and from any address of this machine.
 */
final class RawRequest {

	private RawRequest() {
	}

	/**
	 * Sends a request and reads the answer to its end.
	 * @param from the client's address
	 * @param port the server's port at the loopback address
	 * @param lines the request line and the headers
	 * @return the answer
	 */
	static String send(String from, int port, String... lines) {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0)) {
			socket.setSoTimeout(10_000);
			String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the status of an answer.
	 * @param answer the answer
	 * @return its status
	 */
	static int status(String answer) {
		return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
	}

}
