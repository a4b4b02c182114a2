package io.github.dataflowautoscaler.webhook.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.BudgetLimit.Limited;
import io.github.dataflowautoscaler.webhook.decision.Member.Counts;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Membership;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BudgetLimit}, {@link Group} and {@link Allotment}.
 */
class BudgetLimitTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	/**
	 * Members are written as priority, weight, minimum, taken, left, wanted, least.
	 */
	@ParameterizedTest(name = "{6}")
	@CsvSource(delimiter = '|',
			textBlock = """
					10 | 0 1 1 2 2 99 1 | 6 |                                 | 6 | SCALE_OUT | room for all of it
					5  | 0 1 1 2 2 99 1 | 6 |                                 | 5 | SCALE_OUT | room for a part
					2  | 0 1 1 2 2 99 1 | 6 |                                 | 2 | BUDGET    | no room
					1  | 0 1 1 2 2 99 1 | 6 |                                 | 2 | BUDGET    | more than the budget stays
					8  | 0 1 1 2 2 99 1 | 6 | 1 1 1 3 3 0 1                   | 5 | SCALE_OUT | others count
					8  | 0 1 1 2 2 99 1 | 6 | 1 1 1 3 3 5 1                   | 3 | SCALE_OUT | a more important one comes first
					8  | 0 1 1 2 2 99 1 | 6 | 1 1 1 3 3 9 1                   | 2 | BUDGET    | and gets all of it
					8  | 1 1 1 2 2 99 1 | 6 | 0 1 1 3 3 9 1                   | 5 | SCALE_OUT | a less important one waits
					8  | 0 1 1 2 2 99 1 | 4 | 0 1 1 2 2 4 1                   | 4 | SCALE_OUT | equals with room for both
					6  | 0 1 1 2 2 99 1 | 8 | 0 1 1 2 2 4 1                   | 4 | SCALE_OUT | the one that is shorter of its need
					6  | 0 1 1 2 2 99 1 | 4 | 0 1 1 2 2 8 1                   | 2 | BUDGET    | the other one is shorter
					7  | 0 1 1 2 2 99 1 | 4 | 0 1 1 2 2 8 1                   | 2 | BUDGET    | until both are equally short
					8  | 0 1 1 2 2 99 1 | 4 | 0 1 1 2 2 8 1                   | 3 | SCALE_OUT | and then they share
					8  | 0 1 3 2 2 99 1 | 6 | 1 1 1 5 5 9 1                   | 3 | SCALE_OUT | a minimum comes before importance
					8  | 1 1 1 2 2 99 1 | 6 | 0 1 6 5 5 9 1                   | 2 | BUDGET    | also a less important one's
					9  | 1 1 1 2 2 99 1 | 6 | 0 1 6 5 5 9 1                   | 3 | SCALE_OUT | but no more than the minimum
					8  | 0 1 3 0 0 99 0 | 3 | 1 1 1 8 8 9 1                   | 0 | BUDGET    | a minimum does not exceed the budget
					9  | 0 2 1 2 2 99 1 | 6 | 0 1 1 1 1 0 1                   | 4 | SCALE_OUT | instances weigh
					10 | 0 1 1 2 2 99 1 | 6 | 1 2.5 1 2 2 3 1                 | 2 | BUDGET    | also the others
					1  | 0 0.1 1 2 2 99 1 | 20 | 0 0.1 1 1 1 0 1              | 9 | SCALE_OUT | rounding takes nothing away
					8  | 0 1 1 2 2 99 1 | 6 | 1 3 1 1 1 2 1                   | 2 | BUDGET    | what is kept for a heavier one is not used
					8  | 0 1 1 2 2 3 1  | 6 |                                 | 3 | SCALE_OUT | another budget has room for one
					""")
	void scaleOut(int max, String own, int to, String others, int limited, Reason reason, String name) {
		Decision decision = limit(group(max, false, own, others), decision(own, to)).decision();
		assertThat(decision).returns(limited, Decision::to).returns(reason, Decision::reason);
		assertThat(decision.required()).isEqualTo(7);
	}

	@ParameterizedTest(name = "{6}")
	@CsvSource(delimiter = '|', textBlock = """
			8 | true  | 0 1 1 4 4 99 1 | 4 | 1 1 1 4 4 6 4 | 2 | as much as a more important one needs
			8 | false | 0 1 1 4 4 99 1 | 4 | 1 1 1 4 4 6 4 | 4 | only if that is switched on
			9 | true  | 0 1 1 4 4 99 1 | 4 | 1 1 1 4 4 6 4 | 3 | what is free comes first
			9 | true  | 0 1 1 4 4 99 1 | 4 | 1 1 1 4 4 5 4 | 4 | enough is free
			8 | true  | 0 1 3 4 4 99 3 | 4 | 1 1 1 4 4 9 4 | 3 | not below the minimum
			8 | true  | 0 1 1 4 4 99 4 | 4 | 1 1 1 4 4 9 4 | 4 | not if it must not be scaled in
			8 | true  | 1 1 1 4 4 99 1 | 4 | 1 1 1 4 4 6 4 | 4 | not for an equal
			8 | true  | 1 1 1 4 4 99 1 | 4 | 0 1 1 4 4 6 4 | 4 | not for a less important one
			8 | true  | 0 1 1 4 4 99 1 | 1 | 1 1 1 4 4 6 4 | 1 | the load asks for less anyway
			9 | true  | 0 1 1 4 4 99 1 | 4 | 1 3 1 1 1 2 1 | 3 | what is free helps a heavier one
			6 | true  | 0 1 1 3 3 99 1 | 3 | 1 3 1 1 1 2 1 | 3 | a part that does not help is not given
			8 | true  | 0 3 1 2 2 99 1 | 2 | 1 1 1 2 2 3 2 | 1 | one heavy instance is more than is needed
			8 | true  | 0 1 1 2 2 99 1 | 2 | 2 1 1 3 3 4 3 ; 1 1 1 3 3 4 1 | 1 | the least important one gives first
			8 | true  | 1 1 1 2 2 99 1 | 2 | 2 1 1 3 3 4 3 ; 0 1 1 3 3 0 1 | 2 | and another one gives enough
			8 | true  | 1 1 1 2 2 99 1 | 2 | 2 1 1 3 3 5 3 ; 0 1 1 3 3 0 2 | 1 | or not enough
			8 | true  | 0 1 1 2 2 99 1 | 2 | 2 1 1 3 3 4 3 ; 0 1 1 3 3 0 1 | 2 | of equals the one with most to spare
			8 | true  | 0 1 1 3 3 99 1 | 3 | 2 1 1 3 3 4 3 ; 0 1 1 2 2 0 1 | 2 | of equals the one with most to spare
			8 | true  | 0 1 1 3 3 99 1 | 3 | 2 1 1 3 3 4 3 ; 0 1 1 2 1 0 1 | 3 | a scale-in in progress gives enough
			8 | true  | 0 1 1 3 3 99 1 | 3 | 2 1 1 3 3 5 3 ; 0 1 1 2 1 0 1 | 2 | or a part
			""")
	void makesRoom(int max, boolean makeRoom, String own, int to, String others, int limited, String name) {
		Group group = group(max, makeRoom, own, others);
		Decision decision = BudgetLimit.apply(situation(group, Direction.IN), decision(own, to), (count) -> count)
			.decision();
		int from = group.own().counts().taken();
		assertThat(decision).returns(limited, Decision::to)
			.returns((limited == from || to == limited) ? Reason.SCALE_OUT : Reason.MAKE_ROOM, Decision::reason);
	}

	@Test
	@DisplayName("an alert that asks for more is no reason to make room")
	void noRoomForAScaleOut() {
		String own = "0 1 1 4 4 99 1";
		assertThat(limit(group(8, true, own, "1 1 1 4 4 6 4"), decision(own, 4)).decision().to()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	@DisplayName("who is kept short says who should make room")
	void givers(boolean makeRoom, boolean given) {
		String own = "1 1 1 4 4 99 1";
		Limited limited = limit(group(8, makeRoom, own, "0 1 1 4 4 0 2"), decision(own, 6));
		assertThat(limited.givers()).hasSize(given ? 1 : 0);
		assertThat(limited.decision()).returns(4, Decision::to);
		assertThat(limited.decision().explanation()).endsWith(given ? "; s/a0 should make room" : "less important");
	}

	@Test
	@DisplayName("instances that don't lower the heaviest share of partitions are left to others")
	void useful() {
		String own = "0 1 1 2 2 99 1";
		Group group = group(5, false, own, null);
		Limited limited = BudgetLimit.apply(situation(group, Direction.OUT), decision(own, 6), (count) -> count - 1);
		assertThat(limited.decision().to()).isEqualTo(4);
		Limited none = BudgetLimit.apply(situation(group, Direction.OUT), decision(own, 6), (count) -> 1);
		assertThat(none.decision()).returns(2, Decision::to).returns(Reason.BUDGET, Decision::reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					4  | 1 1 1 2 2 0 1                  | why; budget 'team' (4): 2 instead of 6, because 4 are taken, 2 by s/a0, which is more important
					8  | 1 1 1 2 2 0 1 ; 0 1 1 4 4 0 1  | why; budget 'team' (8): 2 instead of 6, because 8 are taken, 2 by s/a0, which is more important
					8  | 0 1 1 2 2 0 1 ; 0 1 1 4 4 0 1  | why; budget 'team' (8): 2 instead of 6, because 8 are taken, 4 by s/a1, which is as important
					4  | -1 1.5 1 1 1 0 1               | why; budget 'team' (4): 2 instead of 6, because 3.5 are taken, 1.5 by s/a0, which is less important
					6  | 1 1 1 2 2 9 1                  | why; budget 'team' (6): 2 instead of 6, because 4 are taken, 2 by s/a0, which is more important, and s/a0 needs 2 more and is more important
					3  | 1 1 1 0 0 1 0                  | why; budget 'team' (3): 2 instead of 6, because 2 are taken, and s/a0 needs 1 more and is more important
					""")
	@DisplayName("a refusal says by what and by whom")
	void explanation(int max, String others, String explanation) {
		String own = "0 1 1 2 2 99 1";
		assertThat(limit(group(max, false, own, others), decision(own, 6)).decision().explanation())
			.isEqualTo(explanation);
	}

	@Test
	@DisplayName("who makes room says for what")
	void explanationOfRoom() {
		String own = "0 1 1 4 4 99 1";
		Decision decision = BudgetLimit
			.apply(situation(group(8, true, own, "1 1 1 4 4 6 4"), Direction.IN), decision(own, 4), (count) -> count)
			.decision();
		assertThat(decision.explanation()).isEqualTo("budget 'team' (8): 8 are taken, 4 by s/a0, which is more"
				+ " important, and more important applications need more; instead of: why");
	}

	@Test
	@DisplayName("of several budgets the one with the least room counts, and nobody wants more than they all have")
	void severalBudgets() {
		Budget all = new Budget("all", 10, null, null, false);
		Budget team = new Budget("team", 4, null, "team", false);
		Budget other = new Budget("other", 1, null, "other", false);
		Member own = new Member(new ApplicationId("s", "own"), new Membership("team", 1, 0),
				new Counts(1, 2, 2, Integer.MAX_VALUE, 1));
		Member important = new Member(new ApplicationId("s", "important"), new Membership("other", 1, 1),
				new Counts(1, 1, 1, 9, 1));
		List<Group> groups = Group.of(List.of(all, team, other), own, List.of(important));
		assertThat(groups).extracting((group) -> group.budget().name()).containsExactly("all", "team");
		assertThat(groups.get(0).others().get(0).counts().wants()).isEqualTo(1);
		assertThat(groups.get(0).own().counts().wants()).isEqualTo(4);
		assertThat(groups.get(1).own().counts().wants()).isEqualTo(10 - 1);
		Situation situation = situation(groups, Direction.OUT);
		Decision decision = BudgetLimit
			.apply(situation, new Decision(2, 7, 7, Reason.SCALE_OUT, "why"), (count) -> count)
			.decision();
		assertThat(decision.to()).isEqualTo(4);
		assertThat(decision.explanation()).contains("budget 'team'");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "2, true", "3, false" })
	@DisplayName("a decision holds as long as nobody else was given more")
	void current(int asked, boolean current) {
		Group group = group(8, false, "0 1 1 2 2 99 1", "1 1 1 2 2 9 1");
		assertThat(group.isCurrent(Map.of(new ApplicationId("s", "a0"), asked))).isEqualTo(current);
		assertThat(group.isCurrent(Map.of(new ApplicationId("s", "own"), 9))).isTrue();
	}

	private static Limited limit(Group group, Decision decision) {
		return BudgetLimit.apply(situation(group, Direction.OUT), decision, (count) -> count);
	}

	private static Decision decision(String own, int to) {
		return new Decision(member("own", own).counts().taken(), 7, to, Reason.SCALE_OUT, "why");
	}

	private static Situation situation(Group group, Direction direction) {
		return situation(List.of(group), direction);
	}

	private static Situation situation(List<Group> groups, Direction direction) {
		return new Situation(new InForce(PolicySettings.of(Strategy.RATE, 9).toPolicy(), null), direction,
				new ApplicationState(State.DEPLOYED, 2, 2, "v1"), Changes.NONE, NOW, groups);
	}

	private static Group group(int max, boolean makeRoom, String own, String others) {
		List<Member> members = new ArrayList<>();
		for (String other : (others != null) ? others.split(";") : new String[0]) {
			members.add(member("a" + members.size(), other));
		}
		return new Group(new Budget("team", max, null, null, makeRoom), member("own", own), members);
	}

	private static Member member(String name, String text) {
		List<String> parts = Arrays.asList(text.strip().split(" +"));
		List<Integer> counts = parts.subList(2, 7).stream().map(Integer::valueOf).toList();
		return new Member(new ApplicationId("s", name),
				new Membership(null, Double.parseDouble(parts.get(1)), Integer.parseInt(parts.get(0))),
				new Counts(counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4)));
	}

}
