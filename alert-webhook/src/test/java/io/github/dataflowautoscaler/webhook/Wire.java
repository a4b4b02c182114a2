package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A wire to a server on this machine that can be cut: its connections end, and there are
 * no new ones until it is mended.
 */
final class Wire implements AutoCloseable {

	private final int server;

	private final ServerSocket entrance;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private volatile boolean cut;

	/**
	 * Lays a wire.
	 * @param server the server's port
	 */
	Wire(int server) {
		this.server = server;
		try {
			this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.execute(this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	void cut() {
		this.cut = true;
		this.sockets.forEach(Wire::close);
		this.sockets.clear();
	}

	void mend() {
		this.cut = false;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.entrance.accept();
				if (this.cut) {
					close(client);
				}
				else {
					connect(client);
				}
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void connect(Socket client) throws IOException {
		Socket other = new Socket(InetAddress.getLoopbackAddress(), this.server);
		client.setTcpNoDelay(true);
		other.setTcpNoDelay(true);
		this.sockets.add(client);
		this.sockets.add(other);
		this.executor.execute(() -> copy(client, other));
		this.executor.execute(() -> copy(other, client));
	}

	private void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// Cut, or one side has ended.
		}
		this.sockets.remove(from);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		cut();
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.shutdownNow();
	}

}
