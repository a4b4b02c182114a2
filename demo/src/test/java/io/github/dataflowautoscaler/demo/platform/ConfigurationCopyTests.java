package io.github.dataflowautoscaler.demo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConfigurationCopy}.
 */
class ConfigurationCopyTests {

	private Path source;

	private Path target;

	@BeforeEach
	void prepare(@TempDir Path directory) throws IOException {
		this.source = Files.writeString(directory.resolve("source"), "for: 30s\nfor: 3m\nfor: 30s\n");
		this.target = directory.resolve("target");
	}

	@Test
	void replacesEachOccurrence() {
		ConfigurationCopy.write(this.source, this.target, Map.of("for: 30s", "for: 10s"));
		assertThat(this.target).hasContent("for: 10s\nfor: 3m\nfor: 10s\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "for: 30s,for: 3m", "for: 3m,for: 30s" })
	void replacesNothingTwiceInWhateverOrder(String order) {
		Map<String, String> replacements = new LinkedHashMap<>();
		for (String text : order.split(",")) {
			replacements.put(text, text.equals("for: 3m") ? "for: 30s" : "for: 10s");
		}
		ConfigurationCopy.write(this.source, this.target, replacements);
		assertThat(this.target).hasContent("for: 10s\nfor: 30s\nfor: 10s\n");
	}

	@Test
	void failsIfTheTextToReplaceIsGone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> ConfigurationCopy.write(this.source, this.target, Map.of("for: 1m", "for: 10s")))
			.withMessageContaining("for: 1m")
			.withMessageContaining(this.source.toString());
		assertThat(this.target).doesNotExist();
	}

}
