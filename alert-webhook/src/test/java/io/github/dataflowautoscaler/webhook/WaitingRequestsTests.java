package io.github.dataflowautoscaler.webhook;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for alerts that come while a request waits. It waits here for good, because the
 * time between two evaluations is an hour.
 */
class WaitingRequestsTests {

	private static final String OUT = Alerts.out("scaletest", "transform");

	private static final String IN = Alerts.in("scaletest", "transform");

	@TempDir
	private Path directory;

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private RunningWebHook webhook;

	@BeforeEach
	void waitForGood() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		this.webhook = start();
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":1}");
		this.webhook.alert(OUT);
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("held"));
		await().untilAsserted(() -> assertThat(waiting()).isEmpty());
		this.webhook.alert(OUT);
	}

	private RunningWebHook start() {
		return RunningWebHook.start(this.directory, this.dataFlow.uri(), "--autoscale.scaling.poll-interval=1h",
				"--autoscale.scaling.retry-interval=1h");
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.dataFlow.close();
	}

	@Test
	void anEqualAlertIsNotRecordedAgain() {
		List<String> before = waiting();
		this.webhook.alert(OUT);
		assertThat(waiting()).hasSize(1).isEqualTo(before);
	}

	@Test
	void anotherDirectionTakesThePlace() {
		List<String> before = waiting();
		this.webhook.alert(IN);
		List<String> in = waiting();
		this.webhook.alert(OUT);
		assertThat(in).hasSize(1).isNotEqualTo(before);
		assertThat(waiting()).hasSize(1).doesNotContainAnyElementsOf(in).isNotEqualTo(before);
	}

	@Test
	void whatWasWithdrawnIsRecordedAgain() {
		this.webhook.alert(IN);
		this.webhook.alert(Alerts.resolved("ZeroThroughputDifference", "scaletest", "transform"));
		assertThat(waiting()).isEmpty();
		this.webhook.alert(IN);
		assertThat(waiting()).hasSize(1);
	}

	@Test
	void anAlertDuringAnEvaluationIsRecorded() {
		this.webhook.close();
		this.dataFlow.stop();
		// The first evaluation meets a Data Flow that is down, so the request stays,
		// begun.
		this.webhook = start();
		await().untilAsserted(() -> assertThat(attempts()).isOne());
		List<String> begun = waiting();
		this.webhook.alert(OUT);
		List<String> fresh = waiting();
		this.webhook.alert(OUT);
		assertThat(fresh).hasSize(1).isNotEqualTo(begun);
		assertThat(waiting()).isEqualTo(fresh);
	}

	private List<String> waiting() {
		return this.webhook.bean(JdbcClient.class).sql("select id from scale_request").query(String.class).list();
	}

	private int attempts() {
		return this.webhook.bean(JdbcClient.class)
			.sql("select attempts from scale_request")
			.query(Integer.class)
			.single();
	}

}
