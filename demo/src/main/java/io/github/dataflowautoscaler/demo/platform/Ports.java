package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ports that the servers listen on, all on the loopback address.
 *
 * @param first the first of the consecutive ports
 */
public record Ports(int first) {

	private static final int COUNT = 8;

	public Ports {
		if (first < 1024 || first > 65535 - COUNT) {
			throw new IllegalArgumentException(
					"The first port must be between 1024 and %d, and is %d".formatted(65535 - COUNT, first));
		}
	}

	public int webhook() {
		return this.first;
	}

	public int dataFlow() {
		return this.first + 1;
	}

	public int skipper() {
		return this.first + 2;
	}

	public int prometheus() {
		return this.first + 3;
	}

	public int alertmanager() {
		return this.first + 4;
	}

	public int kafka() {
		return this.first + 5;
	}

	public int kafkaController() {
		return this.first + 6;
	}

	/**
	 * Returns where the webhook's second replica listens, if there is one.
	 * @return the port
	 */
	public int replica() {
		return this.first + 7;
	}

	/**
	 * Fails if anything listens on one of the ports.
	 */
	public void requireFree() {
		Map<Integer, String> taken = new TreeMap<>();
		for (int port = this.first; port < this.first + COUNT; port++) {
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				socket.getLocalPort();
			}
			catch (IOException ex) {
				taken.put(port, String.valueOf(ex.getMessage()));
			}
		}
		if (!taken.isEmpty()) {
			throw new IllegalStateException(
					"Ports are taken: %s. End what listens there, or name the first of %d other ports".formatted(taken,
							COUNT));
		}
	}

	public static URI http(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

}
