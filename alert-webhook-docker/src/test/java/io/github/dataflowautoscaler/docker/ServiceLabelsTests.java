package io.github.dataflowautoscaler.docker;

import java.util.Map;

import io.github.dataflowautoscaler.docker.DockerProperties.Labels;
import io.github.dataflowautoscaler.docker.SwarmService.Update;
import io.github.dataflowautoscaler.webhook.dataflow.DeployedPolicy;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The labels of a service are its policy.
 */
class ServiceLabelsTests {

	private final ServiceLabels labels = new ServiceLabels(new Labels("com.df.scaleMin", "com.df.scaleMax",
			"com.df.scaleUpBy", "com.df.scaleDownBy", "com.df.reschedule"));

	@Test
	void theLabelsOfTheTutorial() {
		Policy policy = policy(Map.of("com.df.scaleMin", "1", "com.df.scaleMax", "7", "com.df.scaleUpBy", "3",
				"com.df.scaleDownBy", "2"));
		assertThat(policy.strategy()).isEqualTo(Strategy.STEP);
		assertThat(policy.minInstances()).isEqualTo(1);
		assertThat(policy.maxInstances()).isEqualTo(7);
		assertThat(policy.scaleOutBy()).isEqualTo(3);
		assertThat(policy.scaleInBy()).isEqualTo(2);
	}

	@Test
	void aMissingLabelHasDockerScalersDefault() {
		Policy policy = policy(Map.of("com.df.scaleMin", "2"));
		assertThat(policy.minInstances()).isEqualTo(2);
		assertThat(policy.maxInstances()).isEqualTo(5);
		assertThat(policy.scaleOutBy()).isEqualTo(1);
		assertThat(policy.scaleInBy()).isEqualTo(1);
	}

	@Test
	void aServiceWithoutALabelHasNoPolicy() {
		assertThat(this.labels.policy(service(Map.of("com.df.notify", "true"), 1))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			com.df.scaleMax    | three | The label com.df.scaleMax is 'three', which is no whole number
			com.df.scaleMin    | 0     | minInstances is 0; it must be at least 1
			com.df.scaleMin    | 8     | maxInstances is 5, which is below minInstances 8
			com.df.scaleUpBy   | 0     | scaleOutBy is 0; it must be from 1 to 10000
			""")
	void aLabelThatIsNoneIsNamed(String label, String value, String fault) {
		assertThat(this.labels.policy(service(Map.of(label, value), 1))).contains(new DeployedPolicy(null, fault));
	}

	@Test
	void aGlobalServiceCanHaveNoPolicy() {
		assertThat(this.labels.policy(service(Map.of("com.df.scaleMax", "3"), null)))
			.hasValueSatisfying((policy) -> assertThat(policy.fault()).contains("global"));
	}

	@Test
	void aServiceIsRescheduledIfItIsLabelledSo() {
		assertThat(this.labels.isRescheduled(service(Map.of("com.df.reschedule", "true"), 1))).isTrue();
		assertThat(this.labels.isRescheduled(service(Map.of("com.df.reschedule", "false"), 1))).isFalse();
		assertThat(this.labels.isRescheduled(service(Map.of(), 1))).isFalse();
	}

	@Test
	void aStackIsAStreamAndAServiceWithoutOneIsItsOwn() {
		assertThat(service(Map.of("com.docker.stack.namespace", "go-demo"), 1).application())
			.isEqualTo(new ApplicationId("go-demo", "web"));
		assertThat(service(Map.of(), 1).application()).isEqualTo(new ApplicationId("web", "web"));
	}

	private Policy policy(Map<String, String> labels) {
		return this.labels.policy(service(labels, 1)).map(DeployedPolicy::policy).orElseThrow();
	}

	private static SwarmService service(Map<String, String> labels, @Nullable Integer replicas) {
		return new SwarmService("id", 1, "web", labels, "web:1", replicas, Update.NONE);
	}

}
