package io.github.dataflowautoscaler.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.docs.Block;
import io.github.dataflowautoscaler.docs.Kind;
import io.github.dataflowautoscaler.e2e.MonitoringTools.Result;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says to configure in Prometheus and in Alertmanager, judged by
 * their own tools. A part of a file is completed first.
 */
class DocumentedMonitoringTests {

	/** The receivers that the pages' routes name. */
	private static final String RECEIVERS = """
			receivers:
			  - name: default
			  - name: autoscaler-prod
			""";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("blocks")
	void itsServerTakesIt(Block block) throws IOException {
		String text = block.text();
		Result result = switch (block.kind()) {
			case PROMETHEUS -> check("promtool", text, "check", "config", "--syntax-only");
			case RULES -> check("promtool", text, "check", "rules");
			default -> check("amtool", alertmanager(text), "check-config");
		};
		assertThat(result.exitCode()).as("%s: %s", block, result.output()).isZero();
	}

	static List<Block> blocks() {
		return Stream.of(Kind.PROMETHEUS, Kind.RULES, Kind.ALERTMANAGER)
			.flatMap((kind) -> Block.of(kind).stream())
			.toList();
	}

	private static String alertmanager(String text) {
		if (text.startsWith("route:")) {
			return text.replaceFirst("route:", "route:\n  receiver: default") + RECEIVERS;
		}
		return text + "  - name: default\nroute: {receiver: default}\n";
	}

	private Result check(String tool, String text, String... command) throws IOException {
		Path file = Files.writeString(this.directory.resolve("documented.yml"), text);
		return MonitoringTools.run(tool, Stream.concat(Stream.of(command), Stream.of(file.toString())).toList());
	}

}
