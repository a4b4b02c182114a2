package io.github.dataflowautoscaler.webhook.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Budget}, {@link BudgetSettings} and {@link Membership}.
 */
class BudgetTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, -, true, all policies", "orders, -, true, the stream orders",
					"reports, -, false, the stream reports", "-, team-a, true, the label team-a",
					"-, team-b, false, the label team-b" })
	void members(String stream, String label, boolean covered, String group) {
		Budget budget = new Budget("b", 20, stream, label, false);
		assertThat(budget.covers(new ApplicationId("orders", "transform"), new Membership("team-a", 1, 0)))
			.isEqualTo(covered);
		assertThat(budget.group()).isEqualTo(group);
	}

	@Test
	void whoHasNoLabelBelongsToNone() {
		Budget budget = new Budget("b", 20, null, "team-a", false);
		assertThat(budget.covers(new ApplicationId("orders", "transform"), Membership.DEFAULT)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|',
			value = { "b | - | - | - | maxInstances is missing",
					"b | 0 | - | - | maxInstances is 0; it must be from 1 to 1000000000",
					"b | 1000000001 | - | - | maxInstances is 1000000001; it must be from 1 to 1000000000",
					"a b | 1 | - | - | The name of a budget is 'a b'; it must have 1 to 255 letters, digits and _ $ -",
					"b | 1 | a/b | - | The stream is 'a/b'; it must have 1 to 255 letters, digits and _ $ -",
					"b | 1 | - | a/b | The label is 'a/b'; it must have 1 to 255 letters, digits and _ $ -",
					"b | 1 | s | l | stream is 's' and label is 'l'; a budget has one of them, or neither" })
	void invalid(String name, Integer max, String stream, String label, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BudgetSettings(max, stream, label, null).toBudget(name))
			.withMessage(message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1_000_000_000 })
	void whatWasReadCanBeSentBack(int max) {
		Budget budget = new Budget("b", max, null, "l", true);
		assertThat(BudgetSettings.of(budget).toBudget("b")).isEqualTo(budget);
		assertThat(new BudgetSettings(max, null, null, null).toBudget("b").makeRoom()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|',
			value = { "- | 0 | 0 | weight is 0.0; it must be above 0 and at most 1000000",
					"- | NaN | 0 | weight is NaN; it must be above 0 and at most 1000000",
					"- | 1000001 | 0 | weight is 1000001.0; it must be above 0 and at most 1000000",
					"- | 1 | 1001 | priority is 1001; it must be from -1000 to 1000",
					"- | 1 | -1001 | priority is -1001; it must be from -1000 to 1000",
					"a b | 1 | 0 | label is 'a b'; it must have 1 to 255 letters, digits and _ $ -" })
	void invalidMembership(String label, double weight, int priority, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Membership(label, weight, priority))
			.withMessage(message);
	}

	@Test
	void limitsOfAMembership() {
		assertThat(new Membership(null, 1_000_000, 1000).priority()).isEqualTo(1000);
		assertThat(new Membership("l", 0.001, -1000).weight()).isEqualTo(0.001);
	}

}
