package io.github.dataflowautoscaler.webhook;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What ELK reads: a line is a JSON object of the Elastic Common Schema, and a decision's
 * fields are its fields.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTests {

	private static final String ECS = "--logging.structured.format.console=ecs";

	/** Spring Boot leaves it behind, and other tests' lines are for people. */
	@AfterEach
	void forget() {
		System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
	}

	@Test
	@DisplayName("with one property every line is a JSON object, and each decision is one with its fields")
	void elasticCommonSchema(@TempDir Path directory, CapturedOutput output) {
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri(), ECS)) {
			dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
			webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}");
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			webhook.alert(Alerts.out("scaletest", "transform")
				.replace("HighThroughputDifference", "\\u000a\\\"}{High\\u000d\",\"scale\":\"up"));
			await().until(() -> webhook.history("outcome").contains("held"));
			webhook.send("DELETE", "/api/policies/scaletest/transform", BodyPublishers.noBody());
		}
		assertThat(output.getOut().lines()).isNotEmpty().allSatisfy((line) -> {
			assertThat(JsonPath.<String>read(line, "$['@timestamp']")).isNotEmpty();
			assertThat(JsonPath.<String>read(line, "$.message")).isNotEmpty();
			assertThat(JsonPath.<String>read(line, "$.service.name")).isEqualTo("alert-webhook");
			assertThat(JsonPath.<String>read(line, "$.ecs.version")).isNotEmpty();
		});
		List<String> decisions = output.getOut()
			.lines()
			.filter((line) -> JsonPath.read(line, "$.log.logger").equals("autoscale.decisions"))
			.toList();
		assertThat(decisions).hasSize(5);
		assertThat(JsonPath.<Map<String, Object>>read(decisions.get(0), "$.autoscale"))
			.containsEntry("outcome", "policy")
			.containsEntry("reason", "policy_set");
		Map<String, Object> begun = JsonPath.read(decisions.get(1), "$.autoscale");
		assertThat(begun).containsEntry("stream_name", "scaletest")
			.containsEntry("application_name", "transform")
			.containsEntry("alert_name", "HighThroughputDifference")
			.containsEntry("direction", "out")
			.containsEntry("outcome", "in_progress")
			.containsEntry("reason", "scale_out")
			.containsEntry("from_instances", 1)
			.containsEntry("required_instances", 3)
			.containsEntry("to_instances", 3)
			.containsKey("decision_id");
		assertThat(JsonPath.<String>read(decisions.get(2), "$.autoscale.outcome")).isEqualTo("succeeded");
		assertThat(Block.of(Kind.LOG)).isNotEmpty()
			.allSatisfy((block) -> assertThat(JsonShape.of("the line", decisions.get(2))).as("%s", block)
				.containsAllEntriesOf(JsonShape.of(block, block.text())));
		Map<String, Object> held = JsonPath.read(decisions.get(3), "$.autoscale");
		assertThat(held).containsEntry("outcome", "held")
			.containsEntry("reason", "cooldown")
			.containsEntry("alert_name", "?\"}{High?");
	}

}
