package io.github.dataflowautoscaler.bench.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept open as long as the server wants. It does no more of HTTP/1.1
 * than reading answers to their end, so that it takes little of the processor that it
 * shares with what it measures.
 */
final class Connection implements Load.Sender, AutoCloseable {

	private static final int TIMEOUT_MILLISECONDS = 60_000;

	/** Tomcat ends a connection that was idle for five times as long. */
	private static final long LONGEST_IDLE_NANOSECONDS = 1_000_000_000;

	private final int port;

	private Socket socket;

	private InputStream answers;

	private boolean ending;

	private long answeredAt = System.nanoTime();

	/**
	 * Connects.
	 * @param port the server's on the loopback address
	 * @throws IOException if nobody listens there
	 */
	Connection(int port) throws IOException {
		this.port = port;
		this.socket = connect(port);
		this.answers = new BufferedInputStream(this.socket.getInputStream());
	}

	private static Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(TIMEOUT_MILLISECONDS);
		return socket;
	}

	/**
	 * Writes a request as it goes over the wire.
	 * @param method such as {@code POST}
	 * @param path the path
	 * @param json the body
	 * @return head and body
	 */
	static byte[] request(String method, String path, String json) {
		return ("%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s")
			.formatted(method, path, json.getBytes(StandardCharsets.UTF_8).length, json)
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void send(byte[] request) throws IOException {
		if (this.ending || System.nanoTime() - this.answeredAt > LONGEST_IDLE_NANOSECONDS) {
			reconnect();
		}
		this.socket.getOutputStream().write(request);
		String status = line();
		if (!status.startsWith("HTTP/1.1 2")) {
			throw new IOException("A request was answered with '%s'".formatted(status));
		}
		long length = 0;
		boolean chunked = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Long.parseLong(lower.substring("content-length:".length()).trim());
			}
			chunked = chunked || lower.equals("transfer-encoding: chunked");
			this.ending = this.ending || lower.equals("connection: close");
		}
		if (chunked) {
			skipChunks();
		}
		else {
			this.answers.skipNBytes(length);
		}
		this.answeredAt = System.nanoTime();
	}

	/** Tomcat ends a connection after a hundred requests. */
	private void reconnect() throws IOException {
		this.socket.close();
		this.socket = connect(this.port);
		this.answers = new BufferedInputStream(this.socket.getInputStream());
		this.ending = false;
	}

	private void skipChunks() throws IOException {
		long length;
		do {
			length = Long.parseLong(line(), 16);
			this.answers.skipNBytes(length);
			line();
		}
		while (length > 0);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int character = this.answers.read(); character != '\n'; character = this.answers.read()) {
			if (character < 0) {
				throw new EOFException("The connection was closed in the middle of an answer");
			}
			line.append((char) character);
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
