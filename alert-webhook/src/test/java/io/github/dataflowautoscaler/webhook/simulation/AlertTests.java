package io.github.dataflowautoscaler.webhook.simulation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlertTests {

	private static final Alert HIGH = new Alert(0, "HighThroughputDifference", true);

	private static final Alert ZERO = new Alert(0, "ZeroThroughputDifference", false);

	@Test
	void aRuleFiresWhenItsExpressionHoldsWithoutAGap() {
		AlertRule rule = new AlertRule(30);
		assertThat(rule.evaluate(0, true)).isFalse();
		assertThat(rule.evaluate(15, true)).isFalse();
		assertThat(rule.evaluate(30, true)).isTrue();
		assertThat(rule.evaluate(45, false)).isFalse();
		assertThat(rule.evaluate(60, true)).isFalse();
	}

	@Test
	void ourRouteNotifiesAfterFiveSecondsAndThenOnceAMinute() {
		AlertGroup group = new AlertGroup(Route.AUTOSCALER);
		assertThat(notifications(group, 0, 200, List.of(HIGH))).containsExactly(5, 65, 125, 185);
	}

	@Test
	void theDefaultRouteIsSlowAndTellsNewsAtTheNextTick() {
		AlertGroup group = new AlertGroup(Route.DEFAULT);
		assertThat(notifications(group, 0, 300, List.of(HIGH))).containsExactly(30);
		assertThat(notifications(group, 300, 1000, List.of(HIGH, ZERO))).containsExactly(330);
	}

	@Test
	void whatIsGoneAtTheTickIsNotTold() {
		AlertGroup group = new AlertGroup(Route.AUTOSCALER);
		group.receive(0, List.of(HIGH));
		group.receive(3, List.of());
		assertThat(group.tick(5)).isEmpty();
		assertThat(notifications(group, 6, 20, List.of(ZERO))).containsExactly(11);
	}

	@Test
	void aNotificationListsTheAlertsByName() {
		AlertGroup group = new AlertGroup(Route.AUTOSCALER);
		group.receive(0, List.of(ZERO, HIGH));
		assertThat(group.tick(5)).containsExactly(HIGH, ZERO);
	}

	private static List<Integer> notifications(AlertGroup group, int from, int to, List<Alert> firing) {
		List<Integer> times = new ArrayList<>();
		for (int now = from; now < to; now++) {
			group.receive(now, firing);
			if (!group.tick(now).isEmpty()) {
				times.add(now);
			}
		}
		return times;
	}

}
