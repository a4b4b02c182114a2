package io.github.dataflowautoscaler.webhook.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;

/**
 * A budget with its members at one moment, as one of them sees it.
 *
 * @param budget the budget
 * @param own the member that is decided about; its wish is as much as other budgets have
 * room for
 * @param others the other members
 */
public record Group(Budget budget, Member own, List<Member> others) {

	/** Sums of weights are not exact. */
	static final double ROUNDING = 1e-6;

	public Group {
		others = List.copyOf(others);
	}

	/**
	 * Groups the members by the budgets of one of them. Nobody wants more in one budget
	 * than the others have room for.
	 * @param budgets all budgets
	 * @param own the member that is decided about
	 * @param others all other applications that have a policy and run
	 * @return a group for each budget that the member belongs to
	 */
	public static List<Group> of(List<Budget> budgets, Member own, List<Member> others) {
		List<Group> all = budgets.stream()
			.map((budget) -> new Group(budget, own, others.stream().filter((other) -> covers(budget, other)).toList()))
			.toList();
		Map<Budget, Double> free = all.stream().collect(Collectors.toMap(Group::budget, Group::free));
		return all.stream()
			.filter((group) -> covers(group.budget(), own))
			.map((group) -> new Group(group.budget(), group.limited(own, free),
					group.others().stream().map((other) -> group.limited(other, free)).toList()))
			.toList();
	}

	private static boolean covers(Budget budget, Member member) {
		return budget.covers(member.id(), member.membership());
	}

	private Member limited(Member member, Map<Budget, Double> free) {
		int wants = member.counts().wants();
		for (Map.Entry<Budget, Double> other : free.entrySet()) {
			if (!other.getKey().equals(this.budget) && covers(other.getKey(), member)) {
				double room = Math.floor((other.getValue() + ROUNDING) / member.weight());
				wants = (int) Math.min(wants, member.counts().taken() + room);
			}
		}
		return member.wanting(wants);
	}

	/**
	 * Sums up what counts.
	 * @return what the instances of all members take
	 */
	double taken() {
		return all().stream()
			.filter((member) -> covers(this.budget, member))
			.mapToDouble((member) -> member.counts().taken() * member.weight())
			.sum();
	}

	double free() {
		return this.budget.maxInstances() - taken();
	}

	List<Member> all() {
		List<Member> all = new ArrayList<>(this.others);
		all.add(this.own);
		return all;
	}

	/**
	 * Shares out what is free, and what can be made free.
	 * @param wants what the member that is decided about wants
	 * @return who may have how many
	 */
	Allotment allot(int wants) {
		return Allotment
			.of(new Group(this.budget, this.own.wanting(Math.min(wants, this.own.counts().wants())), this.others));
	}

	/**
	 * Tells whether a decision by this group still holds.
	 * @param asked numbers that were asked for lately, by application
	 * @return {@code false} if another member has been given instances since
	 */
	public boolean isCurrent(Map<ApplicationId, Integer> asked) {
		return this.others.stream().noneMatch((other) -> asked.getOrDefault(other.id(), 0) > other.counts().taken());
	}

	/**
	 * Says what is taken, and who has most of it: a more important member if there is
	 * one.
	 */
	String use() {
		Optional<Member> most = this.others.stream()
			.filter((other) -> other.counts().taken() > 0)
			.max(Comparator.<Member, Boolean>comparing((other) -> other.priority() > this.own.priority())
				.thenComparing((other) -> other.counts().taken() * other.weight())
				.thenComparing(Member::id));
		return "%s are taken".formatted(number(taken())) + most
			.map((other) -> ", %s by %s, which is %s".formatted(number(other.counts().taken() * other.weight()),
					other.id(), compared(other)))
			.orElse("");
	}

	String compared(Member other) {
		int more = Integer.compare(other.priority(), this.own.priority());
		return (more > 0) ? "more important" : (more == 0) ? "as important" : "less important";
	}

	@Override
	public String toString() {
		return "budget '%s' (%s)".formatted(this.budget.name(), this.budget.maxInstances());
	}

	/**
	 * Writes a sum of weights, without a fraction where there is none.
	 * @param value the sum
	 * @return such as {@code 4} or {@code 4.5}
	 */
	public static String number(double value) {
		long whole = Math.round(value);
		return (Math.abs(value - whole) < ROUNDING) ? String.valueOf(whole) : String.valueOf((float) value);
	}

}
