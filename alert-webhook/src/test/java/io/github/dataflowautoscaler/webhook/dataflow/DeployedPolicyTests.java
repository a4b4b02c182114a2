package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeployedPolicy}.
 */
class DeployedPolicyTests {

	@ParameterizedTest
	@CsvSource({ "autoscale.max-instances", "autoscale.maxInstances", "autoscale.max_instances",
			"autoscale.MAXINSTANCES" })
	void eachSpellingCounts(String name) {
		assertThat(policy(Map.of(name, "4", "server.port", "80"))).extracting(Policy::maxInstances).isEqualTo(4);
	}

	@Test
	void withoutSuchAPropertyThereIsNoPolicy() {
		assertThat(DeployedPolicy.of(Map.of("autoscaler.max-instances", "4", "autoscale", "4"))).isEmpty();
	}

	@Test
	void everySettingCanBeDeployed() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("autoscale.max-instances", "4");
		properties.put("autoscale.target-utilization", "auto");
		properties.put("autoscale.catch-up", "1h");
		properties.put("autoscale.strategy", "step");
		properties.put("autoscale.dry-run", "true");
		properties.put("autoscale.foresight", "advise");
		properties.put("autoscale.label", "team");
		properties.put("autoscale.weight", "2.5");
		properties.put("autoscale.priority", "-1");
		assertThat(policy(properties)).hasToString(
				"Policy[minInstances=1, maxInstances=4, strategy=step, scaleOutBy=null, scaleInBy=null, scaleOutThreshold=null,"
						+ " targetUtilization=auto, catchUp=PT1H, scaleOutCooldown=PT30S, scaleInWindow=PT2M, foresight=advise,"
						+ " dryRun=true, pause=null, schedule=[], membership=Membership[label=team, weight=2.5, priority=-1]]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					autoscale.min-instances | 5         | maxInstances is 4, which is below minInstances 5
					autoscale.max-instances | 0         | maxInstances is 0, which is below minInstances 1
					autoscale.foresight     | maybe     | foresight is 'maybe'; it must be off, advise or on
					autoscale.target-utilization | much | autoscale.target-utilization: targetUtilization is 'much'; it must be a number above 0 and at most 1, or auto
					autoscale.max-instances | many      | autoscale.max-instances: For input string: "many"
					autoscale.maximum       | 4         | autoscale: The elements [autoscale.maximum] were left unbound.
					""")
	void whatIsWrongIsNamed(String name, String value, String fault) {
		Map<String, String> properties = new LinkedHashMap<>(Map.of("autoscale.max-instances", "4"));
		properties.put(name, value);
		assertThat(DeployedPolicy.of(properties).orElseThrow()).isEqualTo(new DeployedPolicy(null, fault));
	}

	@Test
	void withoutTheMostInstancesThereIsNone() {
		assertThat(DeployedPolicy.of(Map.of("autoscale.min-instances", "2")).orElseThrow())
			.isEqualTo(new DeployedPolicy(null, "maxInstances is missing"));
	}

	private static Policy policy(Map<String, String> properties) {
		DeployedPolicy deployed = DeployedPolicy.of(properties).orElseThrow();
		assertThat(deployed.fault()).isNull();
		return deployed.policy();
	}

}
