package io.github.dataflowautoscaler.webhook.doctor;

import java.util.List;

import io.github.dataflowautoscaler.webhook.dataflow.WaitingPod;
import io.github.dataflowautoscaler.webhook.dataflow.WaitingPod.Obstacle;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PodTrouble}.
 */
class PodTroubleTests {

	private static final WaitingPod CRASHING = new WaitingPod("c", Obstacle.CRASH, 2, "exit code 137 (OOMKilled)");

	@ParameterizedTest
	@CsvSource(textBlock = """
			CRASH,     FAILURE, 'crashing is a, b; restart count 0', kubectl logs --previous a.
			NODE,      FAILURE, 'no node takes a, b', last event of kubectl describe pod a
			CONTAINER, FAILURE, 'a node has taken a, b, but', image that can't be pulled
			READINESS, WARNING, 'not ready yet is a, b', kubectl logs a
			""")
	void whatIsLackingAndWhereTheReasonIs(Obstacle obstacle, Status status, String message, String remedy) {
		Finding finding = find(new WaitingPod("a", obstacle, 0, ""), new WaitingPod("b", obstacle, 0, ""));
		assertThat(finding.status()).isEqualTo(status);
		assertThat(finding.message()).startsWith("It waits: " + message);
		assertThat(finding.remedy()).contains(remedy);
	}

	@Test
	void theWorstIsTold() {
		assertThat(find(new WaitingPod("a", Obstacle.READINESS, 0, ""), CRASHING).message())
			.isEqualTo("It waits: crashing is c; restart count 2, the last time after exit code 137 (OOMKilled)");
	}

	private static Finding find(WaitingPod... pods) {
		return PodTrouble.of(List.of(pods)).orElseThrow().finding(new Instances(), "It waits");
	}

	private static final class Instances implements Check {

		@Override
		public String name() {
			return "instances";
		}

		@Override
		public List<Finding> examine(List<StoredPolicy> policies) {
			return List.of();
		}

	}

}
