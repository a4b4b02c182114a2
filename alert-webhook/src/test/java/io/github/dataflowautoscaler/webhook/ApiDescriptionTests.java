package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the description of the API, which is a file, is that of the API. It is made
 * anew in {@code target/openapi.json}, to be compared and to take the file's place.
 */
class ApiDescriptionTests {

	private static final Path MADE = Path.of("target", "openapi.json");

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	@Test
	void theApiIsDescribedAsItIs(@TempDir Path directory) throws IOException {
		SpringDocUtils.getConfig()
			.replaceWithSchema(TargetUtilization.class, new Schema<>()
				.oneOf(List.of(new NumberSchema().format("double"), new StringSchema()._enum(List.of("auto")))));
		try (DataFlowStandIn dataFlow = new DataFlowStandIn();
				RunningWebHook webhook = RunningWebHook.start(directory, dataFlow.uri(),
						"--springdoc.api-docs.enabled=true", "--springdoc.api-docs.path=/api/generated",
						"--springdoc.paths-to-match=/api/**,/alert", "--springdoc.paths-to-exclude=/api/openapi",
						"--springdoc.default-flat-param-object=true", "--springdoc.writer-with-order-by-keys=true")) {
			ObjectNode made = (ObjectNode) JSON.readTree(webhook.get("/api/generated").body());
			// Only who runs it knows its address.
			made.remove("servers");
			made.putObject("info").put("title", "Data Flow Autoscaler").put("version", "1");
			Files.writeString(MADE, JSON.writeValueAsString(made) + "\n");
			assertThat(webhook.get("/api/openapi").body()).as("src/main/resources/openapi.json, made anew in " + MADE)
				.isEqualTo(Files.readString(MADE));
		}
	}

}
