package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SuggestionTests {

	private static final int DAY = 5760;

	private static final Policy DEFAULTS = PolicySettings.of(Strategy.RATE, 1).toPolicy();

	private final Application application = new Application(100, 1, 24, Duration.ofSeconds(30));

	@Test
	void theBoundsComeFromTheLoad() {
		Suggestion suggestion = Suggestion.of(day(150, 750), this.application, 2, DEFAULTS);
		assertThat(suggestion.policy().minInstances()).isEqualTo(2);
		// 750 and a quarter more at 85 %: 11.03, and 12 share 24 partitions evenly.
		assertThat(suggestion.policy().maxInstances()).isEqualTo(12);
		assertThat(suggestion.policy().targetUtilization()).isEqualTo(TargetUtilization.of(0.85));
		assertThat(suggestion.reasons()).containsExactly(
				"minInstances 2: for 95 % of the time more than 153.7 messages/s arrived, which need them",
				"maxInstances 12: enough for the highest load, 750.0 messages/s, and a quarter more",
				"targetUtilization 0.85: late for 0.0 min with it");
	}

	@Test
	void noMoreInstancesThanPartitions() {
		Application few = new Application(100, 1, 4, Duration.ofSeconds(30));
		Suggestion suggestion = Suggestion.of(day(150, 750), few, 2, DEFAULTS);
		assertThat(suggestion.policy().maxInstances()).isEqualTo(4);
		assertThat(suggestion.reasons().get(1)).endsWith("; more would have no partition to read");
	}

	@Test
	void aLoadThatJumpsGetsMoreRoom() {
		double[] rates = new double[DAY];
		Arrays.setAll(rates, (step) -> (step % 120 < 8) ? 400 : 165);
		Suggestion suggestion = Suggestion.of(new MeasuredLoad(Instant.EPOCH, rates, rates), this.application, 2,
				DEFAULTS);
		assertThat(suggestion.policy().targetUtilization().share()).isLessThan(0.85);
		assertThat(suggestion.reasons().get(2)).contains(" min with 0.85");
	}

	@Test
	void settingsWithoutASuggestionStay() {
		Policy present = new PolicySettings(1, 2, "step", 3, 1, 50.0, TargetUtilization.of(0.5), Duration.ofMinutes(5),
				Duration.ofSeconds(10), Duration.ofMinutes(9), null, true, null, null, null, null, null, null)
			.toPolicy();
		Policy suggested = Suggestion.of(day(150, 750), this.application, 2, present).policy();
		assertThat(suggested.strategy()).isEqualTo(Strategy.RATE);
		assertThat(suggested.catchUp()).isEqualTo(present.catchUp());
		assertThat(suggested.scaleInWindow()).isEqualTo(present.scaleInWindow());
		assertThat(suggested.scaleOutBy()).isEqualTo(3);
		assertThat(suggested.dryRun()).isTrue();
	}

	private static MeasuredLoad day(double lowest, double highest) {
		double[] rates = new double[DAY];
		double middle = (lowest + highest) / 2;
		Arrays.setAll(rates, (step) -> middle - (highest - middle) * Math.cos(2 * Math.PI * step / DAY));
		return new MeasuredLoad(Instant.EPOCH, rates, rates);
	}

}
