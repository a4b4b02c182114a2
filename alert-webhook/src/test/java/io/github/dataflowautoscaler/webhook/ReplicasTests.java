package io.github.dataflowautoscaler.webhook;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Two replicas on one PostgreSQL database. The first one decides, until the wire to its
 * database is cut.
 */
class ReplicasTests {

	private static final Executor THREADS = (task) -> new Thread(task).start();

	private static final String POLICY = "{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2}";

	private final DataFlowStandIn dataFlow = new DataFlowStandIn();

	private Wire wire;

	private RunningWebHook first;

	private RunningWebHook second;

	@BeforeEach
	void start() {
		this.dataFlow.deploy("scaletest", "time | transform | log", "time", "transform", "log");
		String database = Database.POSTGRESQL.createEmpty();
		int port = URI.create(database.substring("jdbc:".length())).getPort();
		this.wire = new Wire(port);
		this.first = start(database.replace(":" + port + "/", ":" + this.wire.port() + "/"));
		await().until(() -> leads(this.first));
		this.second = start(database);
		this.first.policy("scaletest", "transform", POLICY);
	}

	private RunningWebHook start(String database) {
		return RunningWebHook.on(database, this.dataFlow.uri(), "--autoscale.leadership.lease=2s",
				"--autoscale.dataflow.read-timeout=20s", "--autoscale.scaling.read-back-timeout=20s",
				"--autoscale.scaling.unanswered-timeout=15s");
	}

	@AfterEach
	void stop() {
		// So that no step waits for an answer, or for the database, while its replica
		// ends.
		this.dataFlow.close();
		this.wire.mend();
		this.second.close();
		this.first.close();
		this.wire.close();
	}

	@Test
	@DisplayName("case 48: two replicas that get the same alerts at the same time make one decision of each")
	void sameAlertsAtTheSameTime() {
		List<String> streams = IntStream.range(0, 20).mapToObj((number) -> "stream" + number).toList();
		streams.forEach((stream) -> {
			this.dataFlow.deploy(stream, "time | transform | log", "time", "transform", "log");
			this.second.policy(stream, "transform", POLICY);
		});
		String[] alerts = streams.stream().map((stream) -> Alerts.out(stream, "transform")).toArray(String[]::new);
		Stream.of(this.first, this.second)
			.map((replica) -> CompletableFuture.supplyAsync(() -> replica.alert(alerts).statusCode(), THREADS))
			.toList()
			.forEach((status) -> assertThat(status.join()).isEqualTo(200));
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).filteredOn("succeeded"::equals)
			.hasSameSizeAs(streams));
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).doesNotContain("in_progress"));
		assertThat(this.dataFlow.scaleCalls())
			.containsExactlyInAnyOrderElementsOf(streams.stream().map((stream) -> stream + "/transform=3").toList());
	}

	@Test
	@DisplayName("case 48: an alert to the replica that doesn't decide is handled by the other one, and both show it")
	void eitherReplica() {
		this.second.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.first.history("outcome")).containsExactly("succeeded"));
		for (String path : List.of("/api/history", "/api/streams", "/api/policies",
				"/api/streams/scaletest/transform/explain", "/actuator/health/readiness")) {
			await()
				.untilAsserted(() -> assertThat(this.second.get(path).body()).isEqualTo(this.first.get(path).body()));
			assertThat(this.second.get(path).statusCode()).isEqualTo(200);
		}
		await().untilAsserted(() -> assertThat(gauges(this.second)).isNotEmpty().isEqualTo(gauges(this.first)));
		assertThat(leads(this.first)).isTrue();
		assertThat(leads(this.second)).isFalse();
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 48: a change that a replica has begun is read back by the one that takes over, not sent again")
	void failOverInTheMiddleOfAnAction() {
		this.dataFlow.behave((call) -> {
			this.wire.cut();
			call.obey();
		});
		this.first.alert(Alerts.out("scaletest", "transform"));
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).containsExactly("succeeded"));
		assertThat(leads(this.second)).isTrue();
		assertThat(leads(this.first)).isFalse();
		assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
	}

	@Test
	@DisplayName("case 48: a replica that decides by what was true before another one took over does not act")
	void bothBelieveTheyLead() {
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		CountDownLatch taken = new CountDownLatch(1);
		this.dataFlow.intercept((path) -> {
			if (path.equals("/runtime/streams/scaletest") && taken.getCount() > 0) {
				this.dataFlow.intercept((next) -> {
				});
				this.wire.cut();
				awaitLatch(taken);
			}
		});
		this.first.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> leads(this.second));
		await().until(() -> !this.dataFlow.scaleCalls().isEmpty());
		this.dataFlow.set("scaletest", "transform", 4);
		await().until(() -> this.dataFlow.scaleCalls().contains("scaletest/transform=6"));
		List<String> before = List.copyOf(this.dataFlow.scaleCalls());
		this.wire.mend();
		taken.countDown();
		this.first.close();
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).contains("succeeded"));
		assertThat(this.dataFlow.scaleCalls().subList(before.size(), this.dataFlow.scaleCalls().size())).isNotEmpty()
			.containsOnly("scaletest/transform=6");
	}

	@Test
	@DisplayName("case 48: a replica that holds by what was true before another one took over leaves the request to it")
	void holdsTooLate() {
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.dataFlow.set("scaletest", "transform", 9);
		CountDownLatch taken = new CountDownLatch(1);
		this.dataFlow.intercept((path) -> {
			if (path.equals("/runtime/streams/scaletest") && taken.getCount() > 0) {
				this.dataFlow.intercept((next) -> {
				});
				this.dataFlow.set("scaletest", "transform", 1);
				this.wire.cut();
				awaitLatch(taken);
			}
		});
		this.first.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> leads(this.second));
		await().until(() -> !this.dataFlow.scaleCalls().isEmpty());
		this.wire.mend();
		taken.countDown();
		this.first.close();
		assertThat(this.second.history("outcome")).doesNotContain("held");
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).contains("succeeded"));
	}

	@Test
	@DisplayName("case 48: a replica that ends in order gives its place up at once")
	void orderlyEnd() {
		this.dataFlow.behave(ScaleBehaviour.BUSY);
		this.first.alert(Alerts.out("scaletest", "transform"));
		await().until(() -> this.dataFlow.scaleCalls().size() >= 2);
		this.first.close();
		this.dataFlow.behave(ScaleBehaviour.OBEY);
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).contains("succeeded"));
		assertThat(this.dataFlow.instances("scaletest", "transform")).isEqualTo(3);
	}

	@Test
	@DisplayName("case 48: a replica that freezes inside a transaction does not hold up the others for good")
	void frozenInsideATransaction() throws SQLException {
		Connection frozen = this.first.bean(DataSource.class).getConnection();
		frozen.setAutoCommit(false);
		frozen.createStatement().execute("""
				insert into scale_request (stream_name, application_name, id, direction, alert_name, requested_at,
					attempts)
				values ('scaletest', 'transform', 'frozen', 'OUT', 'Frozen', current_timestamp, 0)""");
		assertThat(this.second.alert(Alerts.out("scaletest", "transform")).statusCode()).isEqualTo(200);
		assertThatExceptionOfType(SQLException.class).isThrownBy(frozen::close);
		await().untilAsserted(() -> assertThat(this.second.history("outcome")).containsExactly("succeeded"));
		assertThat(this.second.history("alertName")).containsExactly("HighThroughputDifference");
	}

	private static boolean leads(RunningWebHook replica) {
		return replica.get("/actuator/prometheus").body().contains("autoscale_leader 1.0");
	}

	private static List<String> gauges(RunningWebHook replica) {
		return replica.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("autoscale_policy") || line.startsWith("autoscale_instances")
					|| line.startsWith("autoscale_stream"))
			.sorted()
			.toList();
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
