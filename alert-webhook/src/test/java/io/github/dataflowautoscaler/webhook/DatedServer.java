package io.github.dataflowautoscaler.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server whose clock is wrong: it answers everything with the same body and date.
 */
final class DatedServer implements AutoCloseable {

	private final ServerSocket socket;

	private final String answer;

	DatedServer(String date, String body) {
		this.answer = "HTTP/1.1 200 OK\r\nDate: %s\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n%s"
			.formatted(date, body);
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "dated-server");
		thread.setDaemon(true);
		thread.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.socket.getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket connection = this.socket.accept()) {
				BufferedReader request = new BufferedReader(
						new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
				while (!request.readLine().isEmpty()) {
					// The answer is the same whatever is asked.
				}
				connection.getOutputStream().write(this.answer.getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				// Closed, or a client that went away.
			}
		}
	}

}
