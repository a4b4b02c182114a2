package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Alerts that arrive at a bad moment: none is lost, and no answer waits.
 */
class BadMomentsTests extends OnScaletest {

	@BeforeEach
	void start() {
		this.webhook.policy("scaletest", "transform", "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}");
	}

	@Test
	@DisplayName("case 11: while Data Flow is down a request is recorded, and carried out afterwards")
	void dataFlowDown() {
		this.dataFlow.stop();
		HttpResponse<String> answer = this.webhook.alert(Alerts.out("scaletest", "transform"));
		assertThat(answer.statusCode()).isEqualTo(200);
		await().until(() -> this.webhook.get("/actuator/health/scaling").statusCode() == 503);
		this.dataFlow.startAgain();
		awaitHistory("succeeded");
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 11: an answer that breaks off in the middle is none, and the request is retried")
	void dataFlowBreaksOff() {
		this.dataFlow.breakOff(true);
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		int paths = this.dataFlow.paths().size();
		await().until(() -> this.dataFlow.paths()
			.stream()
			.skip(paths)
			.filter("/streams/definitions/scaletest"::equals)
			.count() >= 2);
		this.dataFlow.breakOff(false);
		awaitHistory("succeeded");
		assertThat(this.webhook.history("outcome")).containsExactly("succeeded");
	}

	@Test
	@DisplayName("case 11: what is recorded is in the file when it is answered, so that a kill -9 can't lose it")
	void writtenBeforeTheAnswer() throws IOException {
		this.webhook.close();
		this.dataFlow.stop();
		this.webhook = startWebHook();
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		Files.copy(this.directory.resolve("db.mv.db"), this.directory.resolve("killed.mv.db"));
		DataSource killed = new DriverManagerDataSource("jdbc:h2:file:" + this.directory.resolve("killed"), "", "");
		assertThat(JdbcClient.create(killed).sql("select alert_name from scale_request").query(String.class).list())
			.containsExactly("HighThroughputDifference");
	}

	@Test
	@DisplayName("case 11: a request that can't be recorded gets a 503, no stack trace")
	void databaseDown() {
		this.webhook.bean(HikariDataSource.class).close();
		HttpResponse<String> answer = this.webhook.alert(Alerts.out("scaletest", "transform"));
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("send it again").doesNotContain("Exception");
	}

	@Test
	@DisplayName("case 11: a database that gives no connection makes a 503 soon, before Alertmanager gives up")
	void databaseStuck() throws SQLException {
		HikariDataSource database = this.webhook.bean(HikariDataSource.class);
		List<Connection> taken = new ArrayList<>();
		try {
			for (int i = 0; i < database.getMaximumPoolSize(); i++) {
				taken.add(database.getConnection());
			}
			assertThat(CompletableFuture.supplyAsync(() -> this.webhook.alert(Alerts.out("scaletest", "transform"))))
				.succeedsWithin(Duration.ofSeconds(10))
				.returns(503, HttpResponse::statusCode);
		}
		finally {
			for (Connection connection : taken) {
				connection.close();
			}
		}
	}

	@Test
	@DisplayName("case 11: an alert that is recorded while somebody tries policies out is recorded for good")
	void policiesAreTriedOut() throws Exception {
		Executor threads = (task) -> new Thread(task).start();
		CountDownLatch occupied = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TransactionOperations transactions = this.webhook.bean(TransactionOperations.class);
		threads.execute(() -> transactions.executeWithoutResult((status) -> {
			occupied.countDown();
			awaitLatch(release);
		}));
		awaitLatch(occupied);
		CompletableFuture<HttpResponse<String>> check = CompletableFuture.supplyAsync(() -> this.webhook.send("POST",
				"/api/policies?check=true", BodyPublishers.ofString("{\"scaletest\":{\"log\":{\"maxInstances\":3}}}")),
				threads);
		CompletableFuture<HttpResponse<String>> alert = CompletableFuture
			.supplyAsync(() -> this.webhook.alert(Alerts.out("scaletest", "transform")), threads);
		try {
			assertThat(check).as("it waits for nobody's writes").succeedsWithin(Duration.ofSeconds(5));
		}
		finally {
			release.countDown();
		}
		assertThat(alert.join().statusCode()).isEqualTo(200);
		awaitHistory("succeeded");
		assertThat(this.webhook.get("/api/policies/scaletest/log").statusCode()).isEqualTo(404);
	}

	@Test
	@DisplayName("case 12: answers don't wait for Data Flow, and the newest request replaces the waiting one")
	void newestReplacesWaiting() {
		CountDownLatch release = new CountDownLatch(1);
		this.dataFlow.behave((call) -> {
			awaitLatch(release);
			ScaleBehaviour.OBEY.scale(call);
		});
		this.webhook.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.scaleCalls().size() == 1);
		assertThat(this.webhook.alert(Alerts.in("scaletest", "transform")).statusCode()).isEqualTo(200);
		assertThat(this.webhook.alert(Alerts.in("scaletest", "transform")).statusCode()).isEqualTo(200);
		assertThat(this.webhook.alert(Alerts.out("scaletest", "transform")).statusCode()).isEqualTo(200);
		assertThat(this.webhook.history("outcome")).containsExactly("in_progress");
		release.countDown();
		await().untilAsserted(() -> assertThat(this.webhook.history("outcome")).containsExactly("held", "succeeded"));
		assertThat(this.webhook.history("direction")).containsExactly("out", "out");
	}

}
