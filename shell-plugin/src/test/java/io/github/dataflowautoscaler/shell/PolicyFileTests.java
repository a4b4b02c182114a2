package io.github.dataflowautoscaler.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Policies in a file, there and back.
 */
class PolicyFileTests {

	private static final String YAML = """
			autoscale:
			  policies:
			    scaletest:
			      transform:
			        max-instances: 4
			        target-utilization: 0.85
			        catch-up: 1h30m
			        dry-run: true
			        paused: true
			        paused-until: '2026-11-22T08:00:00Z'
			    '[my_stream]':
			      '12':
			        max-instances: 2
			""";

	@TempDir
	private Path directory;

	@Test
	void whatIsExported() throws JsonProcessingException {
		assertThat(PolicyFile.write(List.of(json("""
				{"streamName": "scaletest", "applicationName": "transform", "origin": "api", "updatedBy": "ops",
				 "maxInstances": 4, "scaleOutBy": null, "targetUtilization": 0.85, "catchUp": "PT1H30M",
				 "dryRun": true, "paused": true, "pausedUntil": "2026-11-22T08:00:00Z"}"""), json("""
				{"streamName": "my_stream", "applicationName": "12", "maxInstances": 2, "dryRun": false}"""))))
			.isEqualTo(YAML);
	}

	@Test
	void whatIsAppliedIsWhatWasExported() throws IOException {
		assertThat(PolicyFile.read(file(YAML))).isEqualTo(json("""
				{"scaletest": {"transform": {"maxInstances": 4, "targetUtilization": 0.85, "catchUp": "PT1H30M",
				  "dryRun": true, "paused": true, "pausedUntil": "2026-11-22T08:00:00Z"}},
				 "my_stream": {"12": {"maxInstances": 2}}}"""));
	}

	@Test
	void whatIsForeseenIsAppliedAsItWasExported() throws IOException {
		String yaml = """
				autoscale:
				  policies:
				    scaletest:
				      transform:
				        max-instances: 4
				        target-utilization: auto
				        foresight: 'on'
				      log:
				        max-instances: 2
				        foresight: advise
				""";
		assertThat(PolicyFile.write(List.of(json("""
				{"streamName": "scaletest", "applicationName": "transform", "maxInstances": 4,
				 "targetUtilization": "auto", "foresight": "on"}"""), json("""
				{"streamName": "scaletest", "applicationName": "log", "maxInstances": 2, "foresight": "advise"}"""))))
			.isEqualTo(yaml);
		assertThat(PolicyFile.read(file(yaml)).path("scaletest")).isEqualTo(json("""
				{"transform": {"maxInstances": 4, "targetUtilization": "auto", "foresight": "on"},
				 "log": {"maxInstances": 2, "foresight": "advise"}}"""));
	}

	@Test
	void aScheduleIsAppliedAsItWasExported() throws IOException {
		String yaml = """
				autoscale:
				  policies:
				    scaletest:
				      transform:
				        max-instances: 4
				        schedule:
				        - name: nights
				          zone: UTC
				          from: '22:00'
				          to: 06:00
				          scale-in: false
				        - name: batch
				          zone: UTC
				          cron: 0 0 22 * * SAT
				          length: 8h
				          target-utilization: 0.5
				""";
		JsonNode schedule = json(
				"""
						[{"name": "nights", "zone": "UTC", "from": "22:00", "to": "06:00", "scaleIn": false},
						 {"name": "batch", "zone": "UTC", "cron": "0 0 22 * * SAT", "length": "PT8H", "targetUtilization": 0.5}]""");
		ObjectNode policy = (ObjectNode) json("""
				{"streamName": "scaletest", "applicationName": "transform", "maxInstances": 4}""");
		assertThat(PolicyFile.write(List.of(policy.set("schedule", schedule)))).isEqualTo(yaml);
		assertThat(PolicyFile.read(file(yaml)).path("scaletest").path("transform").path("schedule"))
			.isEqualTo(schedule);
	}

	@Test
	void namesOfTheApiAndMomentsWithoutQuotesAreReadToo() throws IOException {
		assertThat(PolicyFile.read(file("""
				autoscale:
				  policies:
				    scaletest:
				      transform: {maxInstances: 4, scaleInWindow: PT5M, paused: true, pausedUntil: 2026-11-22T08:00:00Z}
				""")).path("scaletest").path("transform")).hasToString("{\"maxInstances\":4,\"scaleInWindow\":\"PT5M\","
				+ "\"paused\":true,\"pausedUntil\":\"2026-11-22T08:00:00.000+00:00\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "autoscale:", "autoscale: {policies: 3}", "policies: {scaletest: {}}" })
	void anythingElseIsNoFileOfPolicies(String yaml) throws IOException {
		String file = file(yaml);
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> PolicyFile.read(file))
			.withMessage("'%s' has no autoscale: policies: with settings by stream and application", file);
	}

	@Test
	void whatIsNoYamlIsSaidToBeNone() throws IOException {
		String file = file("autoscale: [");
		assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> PolicyFile.read(file))
			.withMessageStartingWith("'%s' is not YAML: ", file);
	}

	private String file(String text) throws IOException {
		return Files.writeString(this.directory.resolve("policies.yml"), text).toString();
	}

	private static JsonNode json(String text) throws JsonProcessingException {
		return new ObjectMapper().readTree(text);
	}

}
