package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies for what can't be scaled, by the definitions that Data Flow has.
 */
class RefusedPoliciesTests {

	private static final String SETTINGS = "{\"maxInstances\":4}";

	private static final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private static RunningWebHook webhook;

	@BeforeAll
	static void start(@TempDir Path directory) {
		dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		dataFlow.deploy("tap", ":scaletest.time > counter: log", "counter");
		dataFlow.task("cleanup");
		webhook = RunningWebHook.start(directory, dataFlow.uri());
	}

	@AfterAll
	static void stop() {
		webhook.close();
		dataFlow.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							scaletest | time     | time is the source of stream scaletest: it has no input that more instances could share
							scaletest | time     | the applications of stream scaletest are: time, transform, log
							scaletest | transfom | Stream scaletest has no application transfom; the applications of stream scaletest are: time
							tap       | log      | Stream tap has no application log; the applications of stream tap are: counter
							scaltest  | time     | There is no stream scaltest; the streams are:
					scaltest  | time     | scaletest, tap
							cleanup   | cleanup  | cleanup is a task; only applications of streams are scaled
							""")
	@DisplayName("case 34: what can't be scaled is refused, with the reason and what there is instead")
	void refused(String stream, String application, String detail) {
		HttpResponse<String> put = webhook.policy(stream, application, SETTINGS);
		HttpResponse<String> patch = webhook.send("PATCH", "/api/policies/" + stream + "/" + application,
				BodyPublishers.ofString(SETTINGS));
		assertThat(put.statusCode()).isEqualTo(422);
		assertThat(put.body()).contains(detail);
		assertThat(patch.statusCode()).isEqualTo(422);
		assertThat(patch.body()).contains(detail);
		assertThat(webhook.get("/api/policies/" + stream + "/" + application).statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "scaletest/transform", "scaletest/log", "tap/counter" })
	@DisplayName("case 34: what has an input is accepted")
	void accepted(String id) {
		HttpResponse<String> put = webhook.send("PUT", "/api/policies/" + id, BodyPublishers.ofString(SETTINGS));
		assertThat(put.statusCode()).isEqualTo(200);
	}

	@Test
	@DisplayName("case 34: while Data Flow can't be asked, everything is accepted")
	void dataFlowIsAway() {
		dataFlow.stop();
		assertThat(webhook.policy("scaletest", "elsewhere", SETTINGS).statusCode()).isEqualTo(200);
		dataFlow.startAgain();
	}

	@Test
	@DisplayName("case 34: a stream that was created just now is known")
	void justCreated() {
		dataFlow.deploy("new", "time | log", "time", "log");
		assertThat(webhook.policy("new", "log", SETTINGS).statusCode()).isEqualTo(200);
	}

}
