package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.dataflowautoscaler.demo.ScaleTest;
import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rate strategy on real servers: the right number at once, and no change without a
 * need. It takes more than ten minutes, so it runs with {@code -Pnightly}.
 */
@Tag("nightly")
class RightNumberIT {

	private static final int FIRST_PORT = 19280;

	private static final int PARTITIONS = 12;

	private static final Map<String, ?> POLICY = Map.of("maxInstances", 4, "scaleInWindow", "PT1M");

	@Test
	@DisplayName("case 66: 1 -> 3 in one action at the first notification, five minutes without one, 3 -> 1 in one action")
	void threeOfFour() {
		try (Scene scene = deployed(ScaleTest.APPLICATION)) {
			scene.policy("transform", POLICY);
			scene.policy("log", POLICY);
			scene.load(Load.THREE_INSTANCES);
			scene.awaitInstances("transform", 3);
			scene.awaitCaughtUp();
			assertThat(scene.firstOutcome("transform")).isEqualTo("succeeded scale_out");
			scene.awaitSteady("transform", Duration.ofMinutes(5));
			scene.load(Load.LOW);
			scene.awaitInstances("transform", 1);
			scene.awaitNoneInProgress();
			assertThat(scene.changes("transform")).containsExactly("1 -> 3 succeeded", "3 -> 1 succeeded");
			// Case 67: it is hardly busy, and is told of what comes.
			assertThat(scene.changes("log")).isEmpty();
		}
	}

	@Test
	@DisplayName("case 44: the bottleneck is the second consumer: it alone is scaled, 1 -> 3 and back")
	void bottleneckDownstream() {
		try (Scene scene = deployed(ScaleTest.SINK)) {
			scene.policy("transform", POLICY);
			scene.policy("log", POLICY);
			scene.load(Load.THREE_INSTANCES);
			scene.awaitInstances("log", 3);
			scene.awaitCaughtUp();
			scene.load(Load.LOW);
			scene.awaitInstances("log", 1);
			scene.awaitNoneInProgress();
			assertThat(scene.changes("log")).containsExactly("1 -> 3 succeeded", "3 -> 1 succeeded");
			assertThat(scene.changes("transform")).isEmpty();
		}
	}

	private static Scene deployed(String worker) {
		Installation installation = new Installation(MonitoringTools.projectFile(""),
				MonitoringTools.projectFile(Path.of("e2e", "target", "nightly").toString()), new Ports(FIRST_PORT));
		Scene scene = new Scene(installation, PARTITIONS, worker);
		try {
			scene.start();
			scene.reset();
		}
		catch (RuntimeException | Error ex) {
			scene.close();
			throw ex;
		}
		return scene;
	}

}
