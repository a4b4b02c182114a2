package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.ManagedServer;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each server away for a while, and the webhook killed at random instants, while there is
 * something to do. Afterwards the instances are what the load needs, no action was lost,
 * none was done twice and none went the wrong way. It takes most of an hour, so it runs
 * with {@code -Pnightly}; docs/reliability.md has the figures.
 */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

	private static final int FIRST_PORT = 19380;

	private static final int PARTITIONS = 12;

	private static final int KILLS = 50;

	private static final Duration AWAY = Duration.ofMinutes(1);

	private static final Map<String, ?> RIGHT_NUMBER = Map.of("maxInstances", 4, "scaleInWindow", "PT1M");

	private static final Map<String, ?> STEPS = Map.of("strategy", "step", "maxInstances", 4, "scaleOutBy", 1,
			"scaleInBy", 1, "scaleOutCooldown", "PT10S", "scaleInWindow", "PT10S");

	private final FaultReport report = new FaultReport(
			MonitoringTools.projectFile(Path.of("e2e", "target", "faults.md").toString()));

	private final Scene scene = new Scene(
			new Installation(MonitoringTools.projectFile(""),
					MonitoringTools.projectFile(Path.of("e2e", "target", "faults").toString()), new Ports(FIRST_PORT)),
			PARTITIONS, ScaleTest.APPLICATION);

	@BeforeAll
	void start() {
		this.scene.start();
	}

	@AfterAll
	void stop() {
		this.scene.close();
	}

	@BeforeEach
	void oneInstance() {
		this.scene.reset();
	}

	@AfterEach
	void lowLoad() {
		this.scene.resolveAll();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(Fault.class)
	@DisplayName("while the load rises")
	void whileTheLoadRises(Fault fault) {
		this.scene.policy("transform", RIGHT_NUMBER);
		this.scene.load(Load.THREE_INSTANCES);
		this.scene.awaitDeployed();
		Instant risen = Instant.now();
		fault.happen.accept(this.scene);
		this.scene.awaitInstances("transform", 3);
		Duration served = Duration.between(risen, Instant.now());
		this.scene.awaitSettled("transform", 3, Duration.ofMinutes(1));
		this.scene.awaitCaughtUp();
		Course out = Course.of(this.scene.changes("transform"));
		this.scene.load(Load.LOW);
		this.scene.awaitInstances("transform", 1);
		this.scene.awaitNoneInProgress();
		Course course = Course.of(this.scene.changes("transform"));
		this.report.add(fault.description, served, course);
		assertThat(out.done()).startsWith(1).endsWith(3).doesNotHaveDuplicates();
		assertThat(course.done()).startsWith(1).endsWith(1);
		assertThat(course.reversals()).isEqualTo(1);
	}

	@Test
	@DisplayName("the webhook killed at random instants: each step is done once, in the direction that was asked for")
	void killedAtRandomInstants() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		this.scene.policy("log", STEPS);
		int turns = 0;
		int kills = 0;
		while (kills < KILLS) {
			boolean out = turns % 2 == 0;
			this.scene.resolveAll();
			this.scene.fire(out ? "HighThroughputDifference" : "ZeroThroughputDifference", "log");
			int goal = out ? 4 : 1;
			while (this.scene.instances("log") != goal) {
				if (random.nextInt(4) > 0) {
					// Otherwise it is killed while it starts.
					this.scene.awaitReady(this.scene.webhook());
				}
				this.scene.pass(Duration.ofMillis(random.nextLong(8_000)));
				this.scene.webhook().kill();
				this.scene.webhook().start();
				kills++;
			}
			turns++;
		}
		this.scene.awaitReady(this.scene.webhook());
		this.scene.awaitNoneInProgress();
		Course course = Course.of(this.scene.changes("log"));
		this.report.add("webhook killed %d times (seed %d)".formatted(kills, seed), null, course);
		assertThat(course.done()).as("seed %d", seed).hasSize(3 * turns + 1);
		assertThat(course.reversals()).isEqualTo(turns - 1);
	}

	/** What happens to the servers. */
	enum Fault {

		DATA_FLOW("Data Flow killed, back after a minute", (scene) -> away(scene, scene.dataFlow())),

		SKIPPER("Skipper frozen for a minute", (scene) -> frozen(scene, scene.platform().skipper())),

		KAFKA("Kafka killed, back after a minute", (scene) -> away(scene, scene.platform().kafka())),

		PROMETHEUS("Prometheus killed, back after a minute", (scene) -> away(scene, scene.platform().prometheus())),

		ALERTMANAGER("Alertmanager killed, back after a minute",
				(scene) -> away(scene, scene.platform().alertmanager())),

		STREAM_UPDATE("stream update in the middle of the scale-out", FaultsIT::update);

		private final String description;

		private final Consumer<Scene> happen;

		Fault(String description, Consumer<Scene> happen) {
			this.description = description;
			this.happen = happen;
		}

	}

	private static void away(Scene scene, ManagedServer server) {
		server.kill();
		scene.pass(AWAY);
		scene.restart(server);
	}

	/**
	 * The local deployer of Data Flow's own Skipper forgets its processes when it ends,
	 * so it is not killed.
	 */
	private static void frozen(Scene scene, ManagedServer server) {
		server.freeze();
		scene.pass(AWAY);
		server.thaw();
	}

	private static void update(Scene scene) {
		scene.awaitListed("transform", 3);
		scene.load(Load.THREE_INSTANCES);
	}

}
