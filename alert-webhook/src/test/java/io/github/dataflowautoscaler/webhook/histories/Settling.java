package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;

/**
 * Once nothing happens any more, all that was accepted is done, all is told, and each
 * application has what its load needs.
 */
final class Settling {

	/** Up when the instances would have to be busier than this. */
	private static final double FULL = 0.98;

	/** What instances should be busy. */
	private static final double TARGET = 0.85;

	private final World world;

	private final BudgetBounds budget;

	Settling(World world, BudgetBounds budget) {
		this.world = world;
		this.budget = budget;
	}

	/**
	 * Looks for what is not settled.
	 * @return what it is, empty if all is
	 */
	Optional<String> open() {
		Database database = this.world.database;
		if (!database.requests.isEmpty()) {
			return Optional.of("a request waits for " + database.requests.keySet());
		}
		for (HistoryEntry entry : database.history.values()) {
			if (entry.finishedAt() == null) {
				return Optional.of(Promises.text(entry) + " goes on");
			}
			for (Listener listener : this.world.listeners) {
				if (!listener.knows(entry)) {
					return Optional.of("%s was not told of %s".formatted(listener.name(), Promises.text(entry)));
				}
			}
		}
		return this.world.applications.stream().flatMap((application) -> open(application).stream()).findFirst();
	}

	private Optional<String> open(SimulatedApplication application) {
		ApplicationId id = application.id();
		if (!this.world.promises.hasActedOnAll(id)) {
			return Optional.of("nothing is recorded after the last notification about %s".formatted(id));
		}
		StoredPolicy stored = this.world.database.policies.get(id);
		ApplicationState state = application.state(this.world.time.now());
		if (stored == null || stored.policy().pause() != null || stored.policy().dryRun()) {
			return Optional.empty();
		}
		if (state.state() != State.DEPLOYED) {
			return Optional.of("%s %s".formatted(id, state.state().predicate()));
		}
		return wrong(application, stored.policy(), state.instances());
	}

	private Optional<String> wrong(SimulatedApplication application, Policy policy, int instances) {
		Policy inForce = policy.at(VirtualTime.BEGIN.plusMillis(this.world.time.now()), Duration.ZERO).policy();
		int least = clamp(inForce, needed(application.load(), FULL));
		int most = Math.max(inForce.minInstances(), needed(application.load(), TARGET));
		boolean rate = policy.strategy() == Strategy.RATE;
		boolean few = instances < (rate ? least : inForce.minInstances())
				&& this.budget.leavesRoom(application.id(), policy.membership().priority());
		boolean many = rate && instances > most && mayGoIn(policy);
		return (few || many) ? Optional
			.of("%s has %s instances, and %s to %s are needed".formatted(application.id(), instances, least, most))
				: Optional.empty();
	}

	static boolean mayGoIn(Policy policy) {
		return policy.schedule().stream().allMatch((window) -> window.scaleIn());
	}

	private static int needed(double load, double utilization) {
		return (int) Math.ceil(load / utilization / SimulatedApplication.CAPACITY - 1e-6);
	}

	private static int clamp(Policy policy, int count) {
		return Math.max(policy.minInstances(), Math.min(policy.maxInstances(), count));
	}

}
