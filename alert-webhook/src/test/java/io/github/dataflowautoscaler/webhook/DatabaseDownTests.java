package io.github.dataflowautoscaler.webhook;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is left without the database, and what a restart finds in it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseDownTests {

	private static final Executor THREADS = (task) -> new Thread(task).start();

	private static final String POLICY = "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	@BeforeEach
	void deploy() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
	}

	@AfterEach
	void stop() {
		this.dataFlow.close();
	}

	@Test
	@DisplayName("case 49: without its database the webhook refuses alerts, shows what it knows, and recovers by itself")
	void databaseDown(CapturedOutput output) {
		String database = Database.POSTGRESQL.createEmpty();
		int port = URI.create(database.substring("jdbc:".length())).getPort();
		try (Wire wire = new Wire(port);
				RunningWebHook webhook = RunningWebHook.on(database.replace(":" + port + "/", ":" + wire.port() + "/"),
						this.dataFlow.uri(), "--autoscale.leadership.lease=1s",
						"--spring.datasource.hikari.connection-timeout=500")) {
			webhook.policy("scaletest", "transform", POLICY);
			await().until(() -> webhook.get("/actuator/prometheus").body().contains("autoscale_policy_max_instances{"));
			wire.cut();
			assertThat(webhook.alert(Alerts.out("scaletest", "transform")).statusCode()).isEqualTo(503);
			assertThat(webhook.get("/api/policies").statusCode()).isEqualTo(503);
			assertThat(webhook.get("/api/history").body()).contains("The database can't be used now");
			assertThat(webhook.send("GET", "/", BodyPublishers.noBody(), "Accept", "text/html").body())
				.contains("</html>", "The database can&#39;t be used now");
			assertThat(webhook.policy("scaletest", "log", POLICY).statusCode()).isEqualTo(503);
			assertThat(webhook.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(webhook.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(webhook.get("/actuator/health/scaling").statusCode()).isEqualTo(200);
			assertThat(webhook.get("/discovery/prometheus").statusCode()).isEqualTo(200);
			await().until(() -> webhook.get("/actuator/prometheus").body().contains("autoscale_leader 0.0"));
			assertThat(webhook.get("/actuator/prometheus").body()).contains("autoscale_policy_max_instances{");
			assertThat(this.dataFlow.scaleCalls()).isEmpty();
			wire.mend();
			await().until(() -> webhook.alert(Alerts.out("scaletest", "transform")).statusCode() == 200);
			await().until(() -> webhook.history("outcome").contains("succeeded"));
			assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
		}
		assertThat(output).doesNotContain("A regular task failed");
	}

	@Test
	@DisplayName("case 49: a table that somebody has locked makes a 503 soon, and the alert is taken afterwards")
	void tableLocked() throws SQLException {
		String database = Database.POSTGRESQL.createEmpty();
		try (RunningWebHook webhook = RunningWebHook.on(database, this.dataFlow.uri());
				Connection somebody = DriverManager.getConnection(database)) {
			webhook.policy("scaletest", "transform", POLICY);
			somebody.setAutoCommit(false);
			somebody.createStatement().execute("lock table scale_request in exclusive mode");
			List<CompletableFuture<Integer>> statuses = Stream
				.generate(() -> CompletableFuture
					.supplyAsync(() -> webhook.alert(Alerts.out("scaletest", "transform")).statusCode(), THREADS))
				.limit(5)
				.toList();
			// The lock is waited for at most twice: for the first, and for all that came
			// meanwhile.
			assertThat(CompletableFuture.allOf(statuses.toArray(CompletableFuture[]::new)))
				.succeedsWithin(Duration.ofSeconds(30));
			assertThat(statuses).extracting(CompletableFuture::join).containsOnly(503);
			somebody.rollback();
			await().until(() -> webhook.alert(Alerts.out("scaletest", "transform")).statusCode() == 200);
			await().until(() -> webhook.history("outcome").contains("succeeded"));
		}
	}

	@ParameterizedTest
	@EnumSource(Database.class)
	@DisplayName("case 49: a restart in the middle of a cooldown goes on with it")
	void restartDuringACooldown(Database database) {
		String url = database.createEmpty();
		try (RunningWebHook webhook = RunningWebHook.on(url, this.dataFlow.uri())) {
			webhook.policy("scaletest", "transform", POLICY);
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().until(() -> webhook.history("outcome").contains("succeeded"));
		}
		try (RunningWebHook webhook = RunningWebHook.on(url, this.dataFlow.uri())) {
			webhook.alert(Alerts.out("scaletest", "transform"));
			await().untilAsserted(() -> assertThat(webhook.history("reason")).containsExactly("cooldown", "scale_out"));
		}
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

}
