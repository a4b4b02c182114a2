package io.github.dataflowautoscaler.demo.dataflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
		String uri = "http://localhost:" + this.server.getAddress().getPort();
		answer("/", 200, Files.readString(Path.of("../shell-plugin/src/test/resources/dataflow/root.json"))
			.replace("http://127.0.0.1:{port}", uri));
		answer("/about", 200, Files.readString(Path.of("../shell-plugin/src/test/resources/dataflow/about.json")));
		this.client = new DataFlowClient(URI.create(uri));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void listsTheInstancesOfAllApplications() {
		answer("/runtime/streams/scaletest", 200,
				"""
						{"_embedded":{"streamStatusResourceList":[{"name":"scaletest","applications":{"_embedded":
						{"appStatusResourceList":[{"instances":{"_embedded":{"appInstanceStatusResourceList":[%s,%s]}}},
						{"instances":{"_embedded":{"appInstanceStatusResourceList":[%s]}}}]}}}]}}""".formatted(
						instance("transform", 0, "deployed"), instance("transform", 1, "deploying"),
						instance("log", 0, "deployed")));
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
		answer("/streams/deployments/scaletest", 500,
				"""
								{"_embedded":{"errors":[{"logref":"SkipperException","message":"Statemachine is not in state ready",
						"_links":{}}]}}""");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.client.deploy("scaletest", Map.of()))
			.withMessageContaining("Statemachine is not in state ready");
	}

	@Test
	void aServerThatIsNotThereYetIsAskedAgain() {
		DataFlowClient early = new DataFlowClient(URI.create("http://localhost:1"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> early.status("scaletest"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> early.status("scaletest"))
			.withMessageContaining("Connection refused");
	}

	private static String instance(String application, int index, String state) {
		return """
				{"instanceId":"%1$s-%2$d","state":"%3$s","attributes":{"skipper.application.name":"%1$s"}}"""
			.formatted(application, index, state);
	}

	private void answer(String path, int status, String body) {
		this.server.createContext(path, (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

}
