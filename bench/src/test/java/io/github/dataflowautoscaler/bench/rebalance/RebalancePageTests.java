package io.github.dataflowautoscaler.bench.rebalance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pauses in the documentation are those of the results that are kept here:
 * {@code bench/rebalance --output bench/results/rebalance}.
 */
class RebalancePageTests {

	private static final Results RESULTS = JsonMapper.shared()
		.readValue(Path.of("results/rebalance/rebalance.json").toFile(), Results.class);

	private static final Map<Protocol, String> NAMES = Map.of(Protocol.EAGER, "none: the classic protocol, eager",
			Protocol.COOPERATIVE,
			"`partition.assignment.strategy` `org.apache.kafka.clients.consumer.CooperativeStickyAssignor`",
			Protocol.CONSUMER, "`group.protocol` `consumer`, on a broker 4.0 or later");

	@ParameterizedTest
	@EnumSource
	void thePageHasTheRow(Protocol protocol) throws IOException {
		List<RebalanceFigures> changes = RESULTS.changes()
			.stream()
			.filter((figures) -> figures.protocol().equals(protocol.toString()))
			.toList();
		assertThat(changes).hasSize(3);
		double most = changes.stream().mapToDouble(RebalanceFigures::mostSeconds).max().orElseThrow();
		assertThat(Files.readAllLines(Path.of("../docs/operations.md"))).contains(changes.stream()
			.map((figures) -> "%s s, %s %%".formatted(number("%.1f", figures.longestSeconds()),
					number("%.0f", figures.stoppedPercent())))
			.collect(Collectors.joining(" | ", "| " + NAMES.get(protocol) + " | ",
					" | " + number("%.1f", most) + " s |")));
	}

	private static String number(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	private record Results(List<RebalanceFigures> changes) {
	}

}
