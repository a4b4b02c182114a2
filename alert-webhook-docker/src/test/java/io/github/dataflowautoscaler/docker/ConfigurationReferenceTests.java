package io.github.dataflowautoscaler.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property is in the configuration reference, with its default.
 */
class ConfigurationReferenceTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	static List<JsonNode> properties() throws IOException {
		try (InputStream metadata = Files.newInputStream(METADATA)) {
			return JsonMapper.shared().readTree(metadata).path("properties").valueStream().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void aPropertyIsDocumented(JsonNode property) throws IOException {
		String name = property.path("name").asString();
		String fallback = property.path("defaultValue").asString("");
		assertThat(Files.readAllLines(Path.of("../docs/configuration.md"))).as(name)
			.filteredOn((line) -> line.startsWith("| `" + name + "` |"))
			.singleElement()
			.asString()
			.contains(fallback.isEmpty() ? "" : "| `" + fallback + "` |");
	}

}
