package io.github.dataflowautoscaler.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.dataflowautoscaler.demo.ScaleTest.Load;
import io.github.dataflowautoscaler.demo.platform.Installation;
import io.github.dataflowautoscaler.demo.platform.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

	private final Scene scene = new Scene(
			new Installation(MonitoringTools.projectFile(""),
					MonitoringTools.projectFile(Path.of("e2e", "target", "nightly").toString()), new Ports(FIRST_PORT)),
			PARTITIONS);

	@BeforeEach
	void start() {
		this.scene.start();
	}

	@AfterEach
	void stop() {
		this.scene.close();
	}

	@Test
	@DisplayName("three of four: 1 -> 3 in one action, five minutes without one, 3 -> 1 in one action")
	void threeOfFour() {
		this.scene.reset();
		this.scene.policy("transform", Map.of("maxInstances", 4, "scaleInWindow", "PT1M"));
		this.scene.load(Load.THREE_INSTANCES);
		this.scene.awaitInstances("transform", 3);
		this.scene.awaitCaughtUp();
		this.scene.awaitSteady("transform", Duration.ofMinutes(5));
		this.scene.load(Load.LOW);
		this.scene.awaitInstances("transform", 1);
		this.scene.awaitNoneInProgress();
		assertThat(this.scene.changes("transform")).containsExactly("1 -> 3 succeeded", "3 -> 1 succeeded");
	}

}
