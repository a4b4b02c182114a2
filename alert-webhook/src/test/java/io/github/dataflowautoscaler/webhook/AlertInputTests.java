package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies and names that nobody should send: none of them changes anything, so all tests
 * share one application.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertInputTests {

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = RunningWebHook.start(directory, this.dataFlow.uri());
		this.webhook.policy("scaletest", "transform", "{\"maxInstances\":9,\"dryRun\":true}");
	}

	@AfterAll
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"alerts\":[]}", "{\"alerts\":null}", "{\"alerts\":[null]}",
			"{\"version\":\"9\",\"alerts\":[],\"notification_reason\":\"repeat\",\"more\":{\"x\":[1]}}" })
	@DisplayName("case 9: unknown versions, extra fields and missing ones are accepted")
	void lenient(String notification) {
		HttpResponse<String> answer = this.webhook.post(notification);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(RunningWebHook.results(answer)).isEmpty();
	}

	static Stream<Arguments> garbage() {
		String deep = "{\"alerts\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
		String out = Alerts.out("scaletest", "transform");
		return Stream.of(Arguments.of("POST", "application/json", "not json", 400),
				Arguments.of("POST", "application/json", "", 400), Arguments.of("POST", "application/json", "[1]", 400),
				Arguments.of("POST", "application/json", "{\"alerts\":[{\"labels\":{\"alertname\":{\"a\":1}}}]}", 400),
				Arguments.of("POST", "text/plain", "{\"alerts\":[]}", 415),
				Arguments.of("GET", "application/json", "", 405), Arguments.of("POST", "application/json", deep, 400),
				Arguments.of("POST", "application/json", "{\"x\":" + deep + "}", 400),
				Arguments.of("POST", "application/json", "{\"alerts\":[],\"alerts\":[" + out + "]}", 200),
				Arguments.of("POST", "application/json",
						"{\"alerts\":[" + "{},".repeat(9_999) + "{\"labels\":{\"alertname\":\"x\"}}]}", 200));
	}

	@ParameterizedTest(name = "[{index}] {0} {1} -> {3}")
	@MethodSource
	@DisplayName("case 10: a body that is not a notification gets a 4xx, an unusual notification is read")
	void garbage(String method, String type, String body, int status) {
		HttpResponse<String> answer = this.webhook.send(method, "/alert", BodyPublishers.ofString(body),
				HttpHeaders.CONTENT_TYPE, type);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
	}

	@Test
	@DisplayName("case 10: invalid UTF-8 gets a 4xx")
	void invalidUtf8() {
		byte[] body = ("{\"alerts\":[{\"labels\":{\"alertname\":\"\u00ff\"}}]}").getBytes(StandardCharsets.ISO_8859_1);
		HttpResponse<String> answer = this.webhook.send("POST", "/alert", BodyPublishers.ofByteArray(body));
		assertThat(answer.statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 1000000000", "Transfer-Encoding: chunked" })
	@DisplayName("case 10: a body over 1 MiB gets a 413 without being read to its end")
	void tooLarge(String header, CapturedOutput output) throws IOException {
		try (Socket socket = open(header)) {
			if (header.startsWith("Transfer")) {
				writeChunks(socket.getOutputStream(), 2_000);
			}
			assertThat(statusLine(socket)).contains(" 413");
			socket.shutdownOutput();
			assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
		}
		assertThat(output).doesNotContain("ERROR", "\tat ");
	}

	@Test
	@DisplayName("case 10: a form is a body like any other")
	void formTooLarge() throws IOException {
		try (Socket socket = open("PUT /api/policies/a/b", "application/x-www-form-urlencoded",
				"Transfer-Encoding: chunked")) {
			writeChunks(socket.getOutputStream(), 2_000);
			assertThat(statusLine(socket)).contains(" 413");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1000000,408", "1500000,413", "1000000000,413" })
	@DisplayName("case 10: a client that sends a byte at a time is cut off after the longest read time")
	void slowClient(int length, int status, CapturedOutput output) {
		assertThat(SlowClient.send(this.webhook.port(), "POST /alert", "Content-Length: " + length))
			.startsWith("HTTP/1.1 " + status)
			.contains("Connection: close");
		assertThat(output).doesNotContain("ERROR", "\tat ");
	}

	@Test
	@DisplayName("case 10: a client that sends all of a body that is too large is told so")
	void tooLargeIsTold() {
		byte[] body = new byte[12_000_000];
		for (int i = 0; i < 50; i++) {
			assertThat(this.webhook.send("POST", "/alert", BodyPublishers.ofByteArray(body)).statusCode())
				.isEqualTo(413);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/../../tasks", "{x}", "%2e%2e", "a\\r\\nSet-Cookie: x", "${env:PATH}", "#{1+1}", " ",
			"a b", "\\u0000", "LONG" })
	@DisplayName("case 14: names that Data Flow can't have given are rejected and reach neither Data Flow nor a log")
	void hostileNames(String name, CapturedOutput output) {
		String hostile = name.equals("LONG") ? "x".repeat(10_000) : name;
		HttpResponse<String> answer = this.webhook.alert(Alerts.out(hostile, "transform"),
				Alerts.out("scaletest", hostile));
		assertThat(RunningWebHook.results(answer)).containsExactly("rejected", "rejected");
		assertThat(answer.body().length()).isLessThan(1_500);
		assertThat(this.webhook.get("/actuator/prometheus").body()).doesNotContain("/tasks").doesNotContain("xxxx");
		assertThat(output).doesNotContain("Set-Cookie").doesNotContain("xxxx");
		assertThat(this.dataFlow.paths())
			.allMatch((path) -> path.matches("/(streams/definitions|runtime/streams)(/scaletest)?"));
	}

	@Test
	@DisplayName("case 14: an empty name is rejected as missing")
	void emptyName() {
		assertThat(RunningWebHook.results(this.webhook.alert(Alerts.out("", "transform")))).containsExactly("rejected");
	}

	private Socket open(String header) throws IOException {
		return open("POST /alert", "application/json", header);
	}

	private Socket open(String request, String type, String header) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.webhook.port());
		socket.getOutputStream()
			.write("%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s\r\n\r\n".formatted(request, type, header)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static void writeChunks(OutputStream stream, int count) {
		byte[] chunk = ("400\r\n" + " ".repeat(1024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		try {
			for (int i = 0; i < count; i++) {
				stream.write(chunk);
			}
		}
		catch (IOException ex) {
			// The other side closed the connection, as it should.
		}
	}

	private static String statusLine(Socket socket) throws IOException {
		return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
	}

}
