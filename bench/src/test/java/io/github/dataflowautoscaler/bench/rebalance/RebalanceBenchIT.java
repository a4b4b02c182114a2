package io.github.dataflowautoscaler.bench.rebalance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebalanceBench}, with a real broker of the version that the build is
 * for.
 */
class RebalanceBenchIT {

	private static final Path CLASS_PATH = Path.of("../servers/kafka/target/class-path");

	/** After a failure there is nothing but the broker's log to learn from. */
	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path directory;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void eachChangeIsMeasured() throws IOException, InterruptedException {
		int exit = new RebalanceBench(Files.readString(CLASS_PATH).strip(), new PrintStream(this.out),
				new PrintStream(this.err))
			.run(List.of("--rounds", "1", "--protocol", "eager"), this.directory);
		assertThat(exit).as(this.err.toString()).isZero();
		assertThat(this.out.toString()).contains("1 -> 2", "2 -> 4", "4 -> 3");
		JsonNode changes = JsonMapper.shared()
			.readTree(this.directory.resolve("rebalance.json").toFile())
			.get("changes");
		assertThat(changes).hasSize(3).allSatisfy((change) -> {
			assertThat(change.get("rounds").asInt()).isEqualTo(1);
			assertThat(change.get("longestSeconds").asDouble()).isPositive();
			assertThat(change.get("settledSeconds").asDouble()).isPositive();
		});
	}

}
