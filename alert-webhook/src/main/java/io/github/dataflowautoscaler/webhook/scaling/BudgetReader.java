package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Group;
import io.github.dataflowautoscaler.webhook.decision.Inputs;
import io.github.dataflowautoscaler.webhook.decision.Member;
import io.github.dataflowautoscaler.webhook.decision.Member.Counts;
import io.github.dataflowautoscaler.webhook.decision.ScalingCycle;
import io.github.dataflowautoscaler.webhook.decision.Situation;
import io.github.dataflowautoscaler.webhook.decision.Sizing.Time;
import io.github.dataflowautoscaler.webhook.history.History;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.InForce;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredBudget;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.BudgetUse.Part;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads who else belongs to an application's budgets, what these applications have, and
 * what they want.
 */
@Component
public class BudgetReader {

	private final Policies policies;

	private final Budgets budgets;

	private final Platform platform;

	private final History history;

	private final InputReader inputs;

	private final Schedules schedules;

	private final SteadyClock clock;

	BudgetReader(Policies policies, Budgets budgets, Platform platform, History history, InputReader inputs,
			Schedules schedules, SteadyClock clock) {
		this.policies = policies;
		this.budgets = budgets;
		this.platform = platform;
		this.history = history;
		this.inputs = inputs;
		this.schedules = schedules;
		this.clock = clock;
	}

	/**
	 * Reads what is used of all budgets.
	 * @return the use of each budget, by name
	 */
	public List<BudgetUse> uses() {
		return uses(this.budgets.findAll().stream().map(StoredBudget::budget).toList());
	}

	/**
	 * Reads what is used of a budget.
	 * @param budget the budget
	 * @return who its members are, and what they have
	 */
	public BudgetUse use(Budget budget) {
		return uses(List.of(budget)).get(0);
	}

	/** Policies, states and changes are read once for all budgets. */
	private List<BudgetUse> uses(List<Budget> budgets) {
		if (budgets.isEmpty()) {
			return List.of();
		}
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		Map<ApplicationId, Integer> asked = this.history.findAsked();
		List<StoredPolicy> policies = this.policies.findAll();
		return budgets.stream()
			.map((budget) -> new BudgetUse(budget, !running.isEmpty(),
					policies.stream()
						.filter((stored) -> budget.covers(stored.id(), stored.policy().membership()))
						.map((stored) -> part(stored, running.get(stored.id()), asked))
						.toList()))
			.toList();
	}

	private Part part(StoredPolicy stored, @Nullable ApplicationState state, Map<ApplicationId, Integer> asked) {
		ApplicationId id = stored.id();
		return new Part(id, stored.policy().membership(),
				this.schedules.now(id, stored.policy()).policy().minInstances(),
				(state != null) ? Math.max(state.instances(), asked.getOrDefault(id, 0)) : 0);
	}

	/**
	 * Reads the budgets of an application.
	 * @param id the application
	 * @param inForce what is in force of its policy
	 * @param state what the platform shows of it now
	 * @return its budgets, none if it can't be scaled out anyway
	 * @throws PlatformException if the other members can't be seen
	 */
	List<Group> groups(ApplicationId id, InForce inForce, ApplicationState state) {
		List<Budget> all = this.budgets.findAll().stream().map(StoredBudget::budget).toList();
		Policy policy = inForce.policy();
		if (state.state() != State.DEPLOYED
				|| all.stream().noneMatch((budget) -> budget.covers(id, policy.membership()))) {
			return List.of();
		}
		Map<ApplicationId, ApplicationState> running = this.platform.running();
		if (!running.containsKey(id)) {
			throw new PlatformException(Kind.BUSY, "Not all streams have been read since %s was deployed, so nobody"
					+ " can tell what is left of its budget".formatted(id));
		}
		Known known = new Known(this.history.findAsked(), this.history.findRefusedByBudget(),
				this.history.findLastChanges(),
				all.stream().filter((budget) -> budget.covers(id, policy.membership())).toList());
		Counts own = new Counts(policy.minInstances(), state.instances(), state.instances(), Integer.MAX_VALUE,
				least(inForce, state));
		return Group.of(all, new Member(id, policy.membership(), own),
				this.policies.findAll()
					.stream()
					.filter((stored) -> !stored.id().equals(id))
					.flatMap((stored) -> Optional.ofNullable(running.get(stored.id()))
						.map((its) -> member(stored, its, known))
						.stream())
					.toList());
	}

	private Member member(StoredPolicy stored, ApplicationState state, Known known) {
		ApplicationId id = stored.id();
		InForce inForce = this.schedules.now(id, stored.policy());
		int left = known.asked().getOrDefault(id, state.instances());
		return new Member(id, stored.policy().membership(),
				new Counts(inForce.policy().minInstances(), Math.max(state.instances(), left), left,
						known.isRival(stored) ? wants(id, inForce, state, known) : 0,
						Math.min(left, least(inForce, state))));
	}

	private int wants(ApplicationId id, InForce inForce, ApplicationState state, Known known) {
		Inputs inputs = this.inputs.read(id, state);
		boolean refused = known.refused().contains(id);
		Time time = new Time(this.clock.instant(), known.lastChanges().get(id));
		if (inForce.policy().dryRun()
				|| (!refused && !ScalingCycle.mayNeedMore(inForce.policy(), state, inputs, time))) {
			return 0;
		}
		Situation situation = new Situation(inForce, Direction.OUT, state, this.history.findChanges(id), time.now());
		return ScalingCycle.wanted(situation, inputs, refused);
	}

	/** Who must not be scaled in gives nothing. */
	private static int least(InForce inForce, ApplicationState state) {
		Policy policy = inForce.policy();
		boolean kept = state.state() != State.DEPLOYED || policy.dryRun() || policy.pause() != null
				|| (inForce.window() != null && !inForce.window().scaleIn());
		return kept ? state.instances() : Math.min(policy.minInstances(), state.instances());
	}

	/**
	 * What is known of all applications.
	 *
	 * @param asked what was asked for lately
	 * @param refused who still asks for more than a budget has
	 * @param lastChanges when they last changed
	 * @param budgets the budgets that are looked at
	 */
	private record Known(Map<ApplicationId, Integer> asked, Set<ApplicationId> refused,
			Map<ApplicationId, Instant> lastChanges, List<Budget> budgets) {

		boolean isRival(StoredPolicy stored) {
			return this.budgets.stream().anyMatch((budget) -> budget.covers(stored.id(), stored.policy().membership()));
		}

	}

}
