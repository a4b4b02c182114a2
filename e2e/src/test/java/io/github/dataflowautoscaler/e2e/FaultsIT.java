package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.ManagedServer;
import io.github.dataflowautoscaler.demo.platform.Platform;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two webhooks on one PostgreSQL database, and each server away for a while just when the
 * stream has to grow. Afterwards the instances are what the load needs, no action was
 * lost, none was done twice and none went the wrong way. It takes most of an hour, so it
 * runs with {@code -Pnightly}; docs/reliability.md says what for.
 */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

	private static final int FIRST_PORT = 19380;

	private static final int PARTITIONS = 12;

	private static final Duration AWAY = Duration.ofMinutes(1);

	private static final Map<String, ?> RIGHT_NUMBER = Map.of("maxInstances", 4, "scaleInWindow", "PT1M");

	private final FaultReport report = new FaultReport(
			MonitoringTools.projectFile(Path.of("e2e", "target", "faults.md").toString()));

	private final PostgreSql database = new PostgreSql(MonitoringTools.projectFile(Path.of("e2e", "target").toString()),
			FIRST_PORT + 8);

	private final Scene scene = new Scene(
			new Installation(MonitoringTools.projectFile(""),
					MonitoringTools.projectFile(Path.of("e2e", "target", "faults").toString()), new Ports(FIRST_PORT)),
			PARTITIONS, ScaleTest.APPLICATION, this.database.url());

	@BeforeAll
	void start() {
		this.database.start();
		this.scene.start();
	}

	@AfterAll
	void stop() {
		this.scene.close();
		this.database.stop();
	}

	@BeforeEach
	void oneInstance() {
		this.scene.load(Load.LOW);
		this.scene.reset();
		// Scale-ins wait longer after many changes of direction in an hour, and each
		// fault has two.
		this.database.forgetHistory();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(Fault.class)
	@DisplayName("while the load rises")
	void whileTheLoadRises(Fault fault) {
		this.scene.policy("transform", RIGHT_NUMBER);
		this.scene.load(Load.THREE_INSTANCES);
		this.scene.awaitDeployed();
		Instant risen = Instant.now();
		fault.happen.accept(this);
		this.scene.awaitAtLeast("transform", 3);
		Duration served = Duration.between(risen, Instant.now());
		this.scene.awaitSettled("transform", 3, Duration.ofMinutes(1));
		this.scene.awaitCaughtUp();
		Course out = Course.of(this.scene.changes("transform"));
		this.scene.load(Load.LOW);
		this.scene.awaitInstances("transform", 1);
		this.scene.awaitNoneInProgress();
		Course course = Course.of(this.scene.changes("transform"));
		this.report.add(fault.description, served, course);
		// More than three for a while work off what has piled up, which is no way back
		// and forth.
		assertThat(out.done()).startsWith(1).endsWith(3);
		assertThat(course.done()).startsWith(1).endsWith(1);
		assertThat(course.reversals()).isEqualTo(1);
	}

	/** What happens to the servers. */
	enum Fault {

		DATA_FLOW("Data Flow killed, back after a minute", (test) -> test.away(test.platform().dataFlow())),

		SKIPPER("Skipper frozen for a minute", (test) -> test.frozen(test.platform().skipper())),

		KAFKA("Kafka killed, back after a minute", (test) -> test.away(test.platform().kafka())),

		PROMETHEUS("Prometheus killed, back after a minute", (test) -> test.away(test.platform().prometheus())),

		ALERTMANAGER("Alertmanager killed, back after a minute", (test) -> test.away(test.platform().alertmanager())),

		DATABASE("PostgreSQL stopped, back after a minute", FaultsIT::databaseAway),

		REPLICA("the replica that decides frozen during its call, for a minute", FaultsIT::decidingReplicaFrozen),

		STREAM_UPDATE("stream update in the middle of the scale-out", FaultsIT::update);

		private final String description;

		private final Consumer<FaultsIT> happen;

		Fault(String description, Consumer<FaultsIT> happen) {
			this.description = description;
			this.happen = happen;
		}

	}

	private Platform platform() {
		return this.scene.platform();
	}

	private void away(ManagedServer server) {
		server.kill();
		this.scene.pass(AWAY);
		this.scene.restart(server);
	}

	/**
	 * Not killed: the local deployer of Data Flow's own Skipper forgets its processes
	 * when it ends.
	 */
	private void frozen(ManagedServer server) {
		server.freeze();
		this.scene.pass(AWAY);
		server.thaw();
	}

	private void databaseAway() {
		this.database.stop();
		this.scene.pass(AWAY);
		this.database.start();
	}

	/** Who is stopped gives its place up, so then it is the first one that decides. */
	private void decidingReplicaFrozen() {
		platform().replica().stop();
		this.scene.restart(platform().replica());
		this.scene.awaitFirstDecides();
		this.scene.awaitInProgress("transform");
		frozen(platform().webhook());
	}

	private void update() {
		this.scene.awaitListed("transform", 2);
		this.scene.upgrade();
	}

}
