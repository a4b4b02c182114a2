package io.github.dataflowautoscaler.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Entries}, on terminals that are too narrow for a table.
 */
class EntriesTests {

	@Test
	void findingsAreAListWhereATableWouldFold() throws JsonProcessingException {
		JsonNode findings = new ObjectMapper().readTree("""
				[{"check": "data-flow", "status": "ok", "message": "2.11.5"},
				 {"check": "partitions", "subject": "scaletest/transform", "status": "warning",
				  "message": "2 partitions are too few for 4 instances: the others would be idle",
				  "remedy": "Add partitions"}]""");
		assertThat(DoctorCommand.findings(findings).render(60)).isEqualTo("""
				data-flow ok
				    2.11.5
				partitions scaletest/transform warning
				    2 partitions are too few for 4 instances: the others
				    would be idle
				    What to do: Add partitions
				""");
		assertThat(DoctorCommand.findings(findings).render(100)).contains("What To Do");
	}

}
