package io.github.dataflowautoscaler.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A replica in a process of its own, which is frozen, beside one that goes on.
 */
class ProcessesTests {

	private static final String LEADS = "decides now";

	private static final String LEADS_NO_LONGER = "no longer decides";

	@TempDir
	private Path directory;

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
	@DisplayName("case 48: a replica that freezes in the middle of a call is replaced, and does nothing when it thaws")
	void frozenDuringTheCall() {
		try (Replicas replicas = new Replicas()) {
			AtomicBoolean first = new AtomicBoolean(true);
			this.dataFlow.behave((call) -> {
				if (first.getAndSet(false)) {
					replicas.frozen.freeze();
				}
				ScaleBehaviour.OBEY.scale(call);
			});
			replicas.other.alert(Alerts.out("scaletest", "transform"));
			patiently().untilAsserted(() -> assertThat(replicas.other.history("outcome")).containsExactly("succeeded"));
			replicas.thaw();
			assertThat(replicas.other.history("outcome")).containsExactly("succeeded");
			assertThat(this.dataFlow.scaleCalls()).containsExactly("scaletest/transform=3");
		}
	}

	@Test
	@DisplayName("case 48: a replica that freezes before the call does not send it when it thaws")
	void frozenBeforeTheCall() {
		try (Replicas replicas = new Replicas()) {
			this.dataFlow.intercept((path) -> {
				if (path.equals("/runtime/streams/scaletest")) {
					replicas.frozen.freeze();
					this.dataFlow.intercept((next) -> {
					});
				}
			});
			this.dataFlow.behave(ScaleBehaviour.BUSY);
			replicas.other.alert(Alerts.out("scaletest", "transform"));
			patiently().until(() -> !this.dataFlow.scaleCalls().isEmpty());
			this.dataFlow.set("scaletest", "transform", 4);
			patiently().until(() -> this.dataFlow.scaleCalls().contains("scaletest/transform=6"));
			int before = this.dataFlow.scaleCalls().size();
			replicas.thaw();
			this.dataFlow.behave(ScaleBehaviour.OBEY);
			patiently().untilAsserted(() -> assertThat(replicas.other.history("outcome")).contains("succeeded"));
			assertThat(this.dataFlow.scaleCalls().stream().skip(before)).containsOnly("scaletest/transform=6");
		}
	}

	@Test
	@DisplayName("case 49: a second process on the same file ends, and says why")
	void secondProcessOnAFile() throws InterruptedException {
		try (RunningWebHook first = RunningWebHook.start(this.directory, this.dataFlow.uri());
				WebHookProcess second = new WebHookProcess(this.directory, List.of("--server.port=0",
						"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("db")))) {
			assertThat(second.exitValue()).isOne();
			assertThat(second.output()).contains("Another process has the database open")
				.contains("For more than one replica, name a PostgreSQL database");
			assertThat(first.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	@DisplayName("a directory that can't be written to is named, with whom it has to belong to")
	void directoryOfSomebodyElse() throws IOException, InterruptedException {
		// Not even root can write below a file.
		Path file = Files.createFile(this.directory.resolve("file"));
		try (WebHookProcess process = new WebHookProcess(this.directory,
				List.of("--server.port=0", "--spring.datasource.url=jdbc:h2:file:" + file.resolve("db")))) {
			assertThat(process.exitValue()).isOne();
			assertThat(process.output()).contains("The database can't be kept in " + file)
				.contains("needs chown 65532 on its directory");
		}
	}

	/** The machine may be busy with other tests while processes start. */
	private static ConditionFactory patiently() {
		return await().atMost(Duration.ofMinutes(1));
	}

	/** The one that decides is a process of its own, the other one is not. */
	private final class Replicas implements AutoCloseable {

		private final WebHookProcess frozen;

		private final RunningWebHook other;

		Replicas() {
			String database = Database.POSTGRESQL.createEmpty();
			String uri = ProcessesTests.this.dataFlow.uri();
			this.frozen = new WebHookProcess(ProcessesTests.this.directory,
					List.of("--server.port=0", "--spring.datasource.url=" + database,
							"--spring.cloud.dataflow.client.server-uri=" + uri, "--autoscale.leadership.lease=1s",
							"--autoscale.dataflow.refresh-interval=1h", "--autoscale.scaling.poll-interval=50ms"));
			patiently().until(() -> this.frozen.output().contains(LEADS));
			this.other = RunningWebHook.on(database, uri, "--autoscale.leadership.lease=1s",
					"--autoscale.scaling.read-back-timeout=1m");
			this.other.policy("scaletest", "transform",
					"{\"strategy\":\"step\",\"maxInstances\":9,\"scaleOutBy\":2,\"scaleOutCooldown\":\"PT0S\"}");
		}

		/** Until it knows that its time is over. */
		void thaw() {
			this.frozen.thaw();
			patiently().until(() -> this.frozen.output().contains(LEADS_NO_LONGER));
		}

		@Override
		public void close() {
			this.other.close();
			this.frozen.close();
		}

	}

}
