package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Exports what the instances of a stream {@code time | transform} do: each application
 * has one, {@code time} sends 20 messages a second or fewer, and {@code transform} takes
 * in 10 of them, for which it works all the time or less.
 */
final class StreamExporter implements AutoCloseable {

	private static final String SENT = """
			spring_integration_send_seconds_count{%1$s,type="channel",name="%2$s",result="success"} %3$s
			spring_integration_send_seconds_sum{%1$s,type="channel",name="%2$s",result="success"} %4$s
			""";

	private final long startedAt = System.nanoTime();

	private final double sent;

	private final double busy;

	private final HttpServer server;

	StreamExporter() {
		this(20, 0.99);
	}

	/**
	 * Starts to export.
	 * @param sent what {@code time} sends, messages a second
	 * @param busy the share of time that {@code transform} works
	 */
	StreamExporter(double sent, double busy) {
		this.sent = sent;
		this.busy = busy;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		double seconds = (System.nanoTime() - this.startedAt) / 1e9;
		String time = labels("time");
		String transform = labels("transform");
		byte[] body = """
				process_uptime_seconds{%1$s} %3$s
				process_uptime_seconds{%2$s} %3$s
				spring_cloud_stream_binder_kafka_offset{%2$s,group="scaletest",topic="scaletest.time"} %4$s
				kafka_consumer_coordinator_assigned_partitions{%2$s,client_id="consumer-1"} 4
				%5$s%6$s%7$s"""
			.formatted(time, transform, seconds, (this.sent - 10) * seconds,
					SENT.formatted(time, "output", this.sent * seconds, 0.01 * seconds),
					SENT.formatted(transform, "input", 10 * seconds, this.busy * seconds),
					SENT.formatted(transform, "output", 10 * seconds, 0.01 * seconds))
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static String labels(String application) {
		return "stream_name=\"scaletest\",application_name=\"%s\"".formatted(application);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
