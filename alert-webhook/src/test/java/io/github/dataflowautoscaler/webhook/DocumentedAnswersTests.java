package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The answers that the documentation shows have no field that a real one does not have,
 * and none of another type.
 */
class DocumentedAnswersTests {

	private static Map<String, String> answers;

	@BeforeAll
	static void ask(@TempDir Path directory) {
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri())) {
			dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
			String policy = blocks().stream()
				.filter((block) -> block.page().equals("docs/policy.md"))
				.findFirst()
				.orElseThrow()
				.text();
			String set = webhook.policy("scaletest", "log", policy).body();
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":4}");
			String answer = webhook.alert(Alerts.out("scaletest", "transform")).body();
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			answers = Map.of("docs/policy.md", set, "docs/alerts.md", answer, "docs/doctor.md",
					webhook.get("/api/doctor").body(), "docs/events.md", latest(webhook.get("/api/history").body()));
		}
	}

	/** A message on the topic is an entry of the history, as EventsTests says. */
	private static String latest(String history) {
		return JsonPath.parse(JsonPath.<Map<String, Object>>read(history, "$[0]")).jsonString();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void theFieldsAreThoseOfARealOne(Block block) {
		assertThat(answers).as("%s: no answer is known for this page", block).containsKey(block.page());
		assertThat(JsonShape.of("the answer", answers.get(block.page()))).as("%s", block)
			.containsAllEntriesOf(JsonShape.of(block, block.text()));
	}

	static List<Block> blocks() {
		return Block.of(Kind.ANSWER);
	}

}
