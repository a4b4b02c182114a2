package io.github.dataflowautoscaler.webhook;

import java.time.Instant;
import java.time.ZoneOffset;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A database that an earlier version of the webhook wrote.
 */
class UpgradeTests {

	private static final String POLICY = """
			insert into policy (stream_name, application_name, version, min_instances, max_instances, strategy,
				scale_out_by, scale_in_by, target_utilization, scale_out_cooldown, scale_in_window, dry_run, paused)
			values ('scaletest', 'transform', 7, 1, 9, 'step', 2, 1, 0.9, 'PT1M', 'PT5M', false, false)""";

	private static final String DECISION = """
			insert into history (stream_name, application_name, request_id, decided_at, alert_name, direction,
				outcome, reason, explanation, accepted)
			values ('scaletest', 'transform', 'earlier', ?, 'Earlier', 'OUT', 'HELD', 'AT_MAXIMUM', 'Full', false)""";

	private static final String REQUEST = """
			insert into scale_request (stream_name, application_name, id, direction, alert_name, requested_at, attempts)
			values ('scaletest', 'transform', 'waiting', 'OUT', 'Waiting', ?, 0)""";

	@ParameterizedTest
	@EnumSource(Database.class)
	void theFirstVersionsDataStaysInForce(Database database) {
		String url = database.createEmpty();
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
		database.migrate(dataSource, "1");
		JdbcClient jdbc = JdbcClient.create(dataSource);
		jdbc.sql(POLICY).update();
		jdbc.sql(DECISION).param(Instant.now().atOffset(ZoneOffset.UTC)).update();
		jdbc.sql(REQUEST).param(Instant.now().atOffset(ZoneOffset.UTC)).update();
		try (DataFlowStandIn dataFlow = new DataFlowStandIn()) {
			dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
			try (RunningWebHook webhook = RunningWebHook.on(url, dataFlow.uri())) {
				await()
					.untilAsserted(() -> assertThat(webhook.history("outcome")).containsExactly("succeeded", "held"));
				assertThat(webhook.history("alertName")).containsExactly("Waiting", "Earlier");
				String policy = webhook.get("/api/policies/scaletest/transform").body();
				assertThat(JsonPath.<Integer>read(policy, "$.scaleOutBy")).isEqualTo(2);
				assertThat(JsonPath.<String>read(policy, "$.catchUp")).isEqualTo("PT2M");
				assertThat(webhook.policy("scaletest", "transform", "{\"maxInstances\":4}").statusCode())
					.isEqualTo(200);
			}
		}
	}

}
