package io.github.dataflowautoscaler.webhook.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What budgets leave of a decision. They never remove anything, except that one that
 * makes room has a less important application scaled in.
 */
final class BudgetLimit {

	private BudgetLimit() {
	}

	/**
	 * Limits a scale-out, or has the application make room.
	 * @param situation the situation
	 * @param decision what was decided without budgets
	 * @param useful the number of instances, at most as many as it is given, that does as
	 * much
	 * @return what is left of it
	 */
	static Limited apply(Situation situation, Decision decision, IntUnaryOperator useful) {
		if (decision.to() > decision.from()) {
			return situation.groups()
				.stream()
				.map((group) -> new Share(group, group.allot(decision.to())))
				.min(Comparator.comparing(Share::granted).thenComparing((share) -> share.group().free()))
				.filter((share) -> decision.from() + share.granted() < decision.to())
				.map((share) -> share.limit(decision, useful))
				.orElse(new Limited(decision, List.of()));
		}
		if (situation.direction() == Direction.OUT) {
			return new Limited(decision, List.of());
		}
		return new Limited(situation.groups()
			.stream()
			.map((group) -> new Share(group, group.allot(0)))
			.max(Comparator.comparing(Share::given))
			.filter((share) -> decision.from() - share.given() < decision.to())
			.map((share) -> share.makeRoom(decision))
			.orElse(decision), List.of());
	}

	/**
	 * What is left of a decision.
	 *
	 * @param decision the decision
	 * @param givers who should make room for it
	 */
	record Limited(Decision decision, List<ApplicationId> givers) {
	}

	/**
	 * What one budget has for the application.
	 *
	 * @param group the budget
	 * @param allotment what it has for each member
	 */
	private record Share(Group group, Allotment allotment) {

		int granted() {
			return this.allotment.granted(this.group.own());
		}

		int given() {
			return this.allotment.given(this.group.own());
		}

		Limited limit(Decision decision, IntUnaryOperator useful) {
			int to = Math.max(decision.from(), useful.applyAsInt(decision.from() + granted()));
			List<ApplicationId> givers = this.group.others()
				.stream()
				.filter((other) -> this.allotment.given(other) > 0)
				.map(Member::id)
				.toList();
			String explanation = "%s; %s: %s instead of %s, because %s%s%s".formatted(decision.explanation(),
					this.group, to, decision.to(), this.group.use(), kept(),
					givers.isEmpty() ? "" : "; %s should make room"
						.formatted(givers.stream().map(ApplicationId::toString).collect(Collectors.joining(", "))));
			return new Limited(new Decision(decision.from(), decision.required(), to,
					(to > decision.from()) ? decision.reason() : Reason.BUDGET, explanation), givers);
		}

		/** For whom the rest is kept. */
		private String kept() {
			Optional<Member> first = this.group.others()
				.stream()
				.filter((other) -> this.allotment.granted(other) > 0)
				.max(Comparator.comparing(Member::priority).thenComparing(Member::id));
			return first
				.map((other) -> ", and %s needs %s more and is %s".formatted(other.id(), this.allotment.granted(other),
						this.group.compared(other)))
				.orElse("");
		}

		Decision makeRoom(Decision decision) {
			return new Decision(decision.from(), decision.required(), decision.from() - given(), Reason.MAKE_ROOM,
					"%s: %s, and more important applications need more; instead of: %s".formatted(this.group,
							this.group.use(), decision.explanation()));
		}

	}

}
