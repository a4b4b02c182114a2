package io.github.dataflowautoscaler.demo.dataflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataFlowClient}.
 */
class DataFlowClientTests {

	private HttpServer server;

	private DataFlowClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.start();
		this.client = new DataFlowClient(URI.create("http://localhost:" + this.server.getAddress().getPort()));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void listsTheInstancesOfAllApplications() {
		answer("/runtime/streams/scaletest", 200, """
				{"_embedded":{"streamStatusResourceList":[{"name":"scaletest","applications":{"_embedded":
				{"appStatusResourceList":[
				{"name":"transform","instances":{"_embedded":{"appInstanceStatusResourceList":[
				{"instanceId":"transform-0","state":"deployed"},{"instanceId":"transform-1","state":"deploying"}]}}},
				{"name":"log","instances":{"_embedded":{"appInstanceStatusResourceList":[
				{"instanceId":"log-0","state":"deployed"}]}}}]}}}]}}""");
		assertThat(this.client.instances("scaletest")).containsExactly(
				new AppInstance("transform", "transform-0", "deployed"),
				new AppInstance("transform", "transform-1", "deploying"), new AppInstance("log", "log-0", "deployed"));
	}

	@Test
	void takesAPageWithoutAListForAnEmptyOne() {
		answer("/runtime/streams/scaletest", 200, "{\"page\":{\"totalElements\":0}}");
		assertThat(this.client.instances("scaletest")).isEmpty();
	}

	@Test
	void failsWithTheAnswer() {
		answer("/streams/deployments/scaletest", 500, "Statemachine is not in state ready");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.client.deploy("scaletest", Map.of()))
			.withMessageContaining("500")
			.withMessageContaining("Statemachine is not in state ready");
	}

	private void answer(String path, int status, String body) {
		this.server.createContext(path, (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

}
