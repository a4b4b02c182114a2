package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Decision} and {@link ApplicationState}.
 */
class DecisionTests {

	@ParameterizedTest
	@CsvSource({ "-1, 1, 1", "1, -1, 1", "1, 1, -1" })
	void noCountIsNegative(int from, int required, int to) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Decision(from, required, to, Reason.SCALE_OUT, "because"))
			.withMessage("No count can be negative: %s -> %s (required %s)", from, to, required);
	}

	@Test
	void nothingIsLeftAsItIsWhereThereIsNothing() {
		assertThat(Decision.hold(0, 0, Reason.ORPHANED, "gone"))
			.isEqualTo(new Decision(0, 0, 0, Reason.ORPHANED, "gone"));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "1, -1", "1, 2" })
	void noMoreInstancesAreDeployedThanThereAre(int instances, int deployed) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ApplicationState(State.PARTIAL, instances, deployed, "v1"))
			.withMessage("%s of %s instances can't be deployed", deployed, instances);
	}

	@ParameterizedTest(name = "{1} of {0} up, {2} asked for: {3}")
	@CsvSource({ "3, 3, 3, true", "3, 2, 3, false", "4, 3, 3, false", "4, 4, 3, false", "0, 0, 0, true" })
	void anApplicationRunsWithANumberOnceAllOfThemAreUp(int instances, int deployed, int count, boolean runs) {
		assertThat(new ApplicationState(State.PARTIAL, instances, deployed, "v1").runsWith(count)).isEqualTo(runs);
	}

	@Test
	void whatIsAbsentHasNoInstances() {
		assertThat(ApplicationState.absent(State.UNDEPLOYED))
			.isEqualTo(new ApplicationState(State.UNDEPLOYED, 0, 0, ""));
	}

}
