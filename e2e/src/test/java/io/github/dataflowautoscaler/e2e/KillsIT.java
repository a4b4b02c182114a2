package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One webhook with its own database, killed again and again while alerts keep coming. It
 * takes a quarter of an hour, so it runs with {@code -Pnightly}; docs/reliability.md says
 * what for.
 */
@Tag("nightly")
class KillsIT {

	private static final int FIRST_PORT = 19480;

	private static final int KILLS = 50;

	private static final int MOST = 4;

	private static final Map<String, ?> STEPS = Map.of("strategy", "step", "maxInstances", MOST, "scaleOutBy", 1,
			"scaleInBy", 1, "scaleOutCooldown", "PT10S", "scaleInWindow", "PT10S");

	private final FaultReport report = new FaultReport(
			MonitoringTools.projectFile(Path.of("e2e", "target", "faults.md").toString()));

	@Test
	@DisplayName("killed at random instants: each step is done once, in the direction that was asked for")
	void killedAtRandomInstants() {
		try (Scene scene = new Scene(new Installation(MonitoringTools.projectFile(""),
				MonitoringTools.projectFile(Path.of("e2e", "target", "kills").toString()), new Ports(FIRST_PORT)), MOST,
				ScaleTest.APPLICATION)) {
			scene.start();
			scene.reset();
			scene.policy("log", STEPS);
			long seed = System.nanoTime();
			Random random = new Random(seed);
			int kills = 0;
			int climbs = 0;
			while (kills < KILLS) {
				kills += climb(scene, climbs % 2 == 0, random);
				climbs++;
			}
			scene.awaitReady(scene.webhook());
			scene.awaitNoneInProgress();
			Course course = Course.of(scene.changes("log"));
			this.report.add("webhook killed %d times (seed %d)".formatted(kills, seed), null, course);
			assertThat(course.done()).as("seed %d", seed).hasSize((MOST - 1) * climbs + 1);
			assertThat(course.reversals()).isEqualTo(climbs - 1);
		}
	}

	private int climb(Scene scene, boolean out, Random random) {
		scene.resolveAll();
		scene.fire(out ? "HighThroughputDifference" : "ZeroThroughputDifference", "log");
		int kills = 0;
		while (scene.instances("log") != (out ? MOST : 1)) {
			if (random.nextInt(4) > 0) {
				// Otherwise it is killed while it starts.
				scene.awaitReady(scene.webhook());
			}
			scene.pass(Duration.ofMillis(random.nextLong(8_000)));
			scene.webhook().kill();
			scene.webhook().start();
			kills++;
		}
		return kills;
	}

}
