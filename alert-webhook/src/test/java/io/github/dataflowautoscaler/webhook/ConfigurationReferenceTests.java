package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property is in the configuration reference, with its default.
 */
class ConfigurationReferenceTests {

	private static final Path REFERENCE = Path.of("../docs/configuration.md");

	static List<Map<String, Object>> properties() throws IOException {
		try (InputStream metadata = AlertWebHookApplication.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonPath.read(metadata, "$.properties");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void aPropertyIsDocumented(Map<String, Object> property) throws IOException {
		String row = Files.readAllLines(REFERENCE)
			.stream()
			.filter((line) -> line.startsWith("| `" + property.get("name") + "` |"))
			.findFirst()
			.orElse("");
		assertThat(row).as("the row of %s", property.get("name")).isNotEmpty();
		Object fallback = property.get("defaultValue");
		if (fallback != null && !fallback.toString().isEmpty()) {
			String value = (fallback instanceof List<?> list) ? list.get(0).toString() : fallback.toString();
			assertThat(row).contains("| `" + value + "` |");
		}
	}

}
