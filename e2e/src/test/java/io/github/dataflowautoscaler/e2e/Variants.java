package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dataflowautoscaler.demo.platform.Await;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Platform;
import io.github.dataflowautoscaler.demo.platform.Ports;
import io.github.dataflowautoscaler.demo.prometheus.PrometheusClient;

/**
 * Applications on a real Kafka, scraped by a real Prometheus with the rules. In the
 * webhook's place a stand-in tells Prometheus where they are and who reads from whom:
 * neither needs a Data Flow.
 */
final class Variants implements AutoCloseable {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private final Installation installation;

	private final Platform platform;

	private final HttpServer standIn;

	private final PrometheusClient prometheus;

	private final Await await = new Await((what, waited) -> {
	});

	private final Map<String, Integer> ports = new LinkedHashMap<>();

	private final List<String> links = new ArrayList<>();

	Variants(Path directory, int firstPort) {
		this.installation = new Installation(MonitoringTools.projectFile(""), directory, new Ports(firstPort));
		this.platform = new Platform(this.installation);
		this.prometheus = new PrometheusClient(this.platform.prometheusUri());
		try {
			this.standIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), firstPort), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.standIn.createContext("/discovery/prometheus",
				(exchange) -> answer(exchange, "application/json", targets()));
		this.standIn.createContext("/actuator/prometheus", (exchange) -> answer(exchange, "text/plain", gauges()));
	}

	void start() {
		Runtime.getRuntime().addShutdownHook(new Thread(this.platform::close));
		this.platform.kafka().start();
		this.platform.kafka().awaitReady(this.await);
		this.standIn.start();
		this.platform.prometheus().start();
	}

	/**
	 * Starts an application with the tags that Data Flow would give it.
	 * @param name its name, also that of its consumer group
	 * @param module the module that it is built by
	 * @param properties what it is configured with
	 */
	void run(String name, String module, String... properties) {
		int port = this.installation.ports().first() + 100 + this.ports.size();
		List<String> command = new ArrayList<>(List.of(JAVA, "-Xms48m", "-Xmx144m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", this.platform.applicationMarker(), "-jar",
				this.installation.streamApp(module).toString(), "--server.port=" + port, "--server.address=127.0.0.1",
				"--management.metrics.tags.stream_name=s", "--management.metrics.tags.application_name=" + name,
				"--spring.cloud.stream.kafka.binder.brokers=127.0.0.1:" + this.installation.ports().kafka()));
		command.addAll(List.of(properties));
		try {
			new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(Redirect.to(this.platform.logs().resolve(name + ".log").toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.ports.put(name, port);
	}

	/**
	 * Has the definition say that an application reads what another one writes.
	 */
	void link(String upstream, String application) {
		this.links.add("""
				autoscale_stream_link{stream_name="s",application_name="%s",upstream_stream_name="s",\
				upstream_application_name="%s"} 1
				""".formatted(application, upstream));
	}

	PrometheusClient prometheus() {
		return this.prometheus;
	}

	Await await() {
		return this.await;
	}

	private String targets() {
		return this.ports.values()
			.stream()
			.map((port) -> """
					{"targets": ["127.0.0.1:%d"], "labels": {"__metrics_path__": "/actuator/prometheus"}}"""
				.formatted(port))
			.collect(Collectors.joining(", ", "[", "]"));
	}

	private String gauges() {
		return String.join("", this.links);
	}

	private static void answer(HttpExchange exchange, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.standIn.stop(0);
		this.platform.close();
	}

}
