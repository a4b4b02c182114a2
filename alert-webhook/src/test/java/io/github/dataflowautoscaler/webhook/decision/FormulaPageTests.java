package io.github.dataflowautoscaler.webhook.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle.Result;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that explains the formula says what the code does.
 */
class FormulaPageTests {

	private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

	private final Policy policy = PolicySettings.of(Strategy.RATE, 6).toPolicy();

	private final Observation example = Measured.nothing()
		.arrival(25)
		.input(10)
		.output(10)
		.busy(1)
		.lag(300)
		.instances(1)
		.consumers(1)
		.partitions(12)
		.observation();

	private String page;

	@BeforeEach
	void read() throws IOException {
		this.page = Files.readString(Path.of("../docs/formula.md"));
	}

	@Test
	void eachTermOfAnExplanationIsOnThePage() {
		Assessment assessment = run().assessment();
		assertThat(assessment).isNotNull();
		assertThat(Terms.of(this.policy, assessment, NOW)).extracting(Term::name)
			.allSatisfy((name) -> assertThat(this.page).containsIgnoringCase(name));
	}

	@Test
	void theExampleIsWhatIsDecided() {
		Result result = run();
		Need need = result.assessment().need();
		double perConsumer = result.assessment().capacity().perConsumer();
		double throughput = need.at(Headroom.UNKNOWN.utilization(this.policy));
		assertThat(this.page).contains("c = 10 / 1.0 = %.0f messages/s".formatted(perConsumer))
			.contains("W = 300 − 5 · 25 = %.0f".formatted(need.lag()))
			.contains(String.format(Locale.ROOT, "n = 175 / 120 + 25 / 0.85 = %.2f messages/s", throughput))
			.contains(String.format(Locale.ROOT, "m = %.2f / 10 = %.2f, so %s are required", throughput,
					throughput / perConsumer, result.decision().required()))
			.contains("so %s are recommended".formatted(result.assessment().recommended()))
			.contains("so the target is %s".formatted(result.decision().to()));
	}

	private Result run() {
		Situation situation = new Situation(this.policy, Direction.OUT,
				new ApplicationState(State.DEPLOYED, 1, 1, "v1"), new Changes(List.of()), NOW);
		return ScalingCycle.run(situation, new Inputs(this.example, Memory.empty("v1"), Map.of()));
	}

}
