package io.github.dataflowautoscaler.bench.webhook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A few connections that are closed together.
 */
final class Connections implements AutoCloseable {

	private final List<Connection> list = new ArrayList<>();

	/**
	 * Connects.
	 * @param port the server's on the loopback address
	 * @param count how often
	 * @throws IOException if nobody listens there
	 */
	Connections(int port, int count) throws IOException {
		for (int index = 0; index < count; index++) {
			this.list.add(new Connection(port));
		}
	}

	List<Connection> list() {
		return this.list;
	}

	@Override
	public void close() throws IOException {
		for (Connection connection : this.list) {
			connection.close();
		}
	}

}
