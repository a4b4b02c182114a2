package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;

/**
 * How to find out that a server can be used.
 */
@FunctionalInterface
interface Readiness {

	boolean isReady();

	static Readiness listening(int port) {
		return () -> {
			try (Socket socket = new Socket("127.0.0.1", port)) {
				return socket.isConnected();
			}
			catch (IOException ex) {
				return false;
			}
		};
	}

	static Readiness answering(URI uri) {
		return () -> {
			try {
				HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
				connection.setConnectTimeout(1000);
				connection.setReadTimeout(5000);
				return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
			}
			catch (IOException ex) {
				return false;
			}
		};
	}

}
