package io.github.dataflowautoscaler.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values and documents in words.
 */
class WordsTests {

	@ParameterizedTest
	@CsvSource({ "25.0, 25 messages/s", "9.776786800661988, 9.78 messages/s", "0.004, 0 messages/s",
			"100, 100 messages/s", "null, unknown" })
	void measured(String value, String words) throws JsonProcessingException {
		assertThat(Words.measured(json(value), "messages/s")).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource({ "0.986, 99 %", "1, 100 %", "null, unknown" })
	void percent(String value, String words) throws JsonProcessingException {
		assertThat(Words.percent(json(value))).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 | 4 | in_progress | 1 → 4 in progress", "4 | 4 | held | held at 4",
			"null | null | failed | failed at ?" })
	void decision(String from, String to, String outcome, String words) throws JsonProcessingException {
		assertThat(Words.decision(
				json("{\"fromInstances\": %s, \"toInstances\": %s, \"outcome\": \"%s\"}".formatted(from, to, outcome))))
			.isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "'{}' | active", "'{\"paused\": false, \"dryRun\": true}' | dry run",
					"'{\"paused\": true, \"dryRun\": true}' | paused",
					"'{\"paused\": true, \"deployment\": \"not_deployed\"}' | not deployed",
					"'{\"paused\": true, \"deployment\": \"unknown\"}' | paused" })
	void state(String policy, String words) throws JsonProcessingException {
		assertThat(Words.state(json(policy))).isEqualTo(words);
	}

	private static JsonNode json(String text) throws JsonProcessingException {
		return new ObjectMapper().readTree(text);
	}

}
