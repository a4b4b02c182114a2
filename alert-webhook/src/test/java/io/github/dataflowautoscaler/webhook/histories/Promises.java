package io.github.dataflowautoscaler.webhook.histories;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.histories.Database.Change;
import io.github.dataflowautoscaler.webhook.histories.Operator.Act;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.Outcome;
import io.github.dataflowautoscaler.webhook.leadership.Lease.State;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.scaling.PlatformException.Kind;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequest;

/**
 * The model: what {@code docs/reliability.md} promises, as checks of what is seen from
 * outside, which are notifications and their answers, calls, and rows that are committed.
 * It knows nothing of how the webhook keeps its promises. The first one that is broken
 * ends the history.
 */
final class Promises {

	private final World world;

	private final Bounds bounds;

	private final BudgetBounds budget;

	private final Evidence evidence;

	private final Settling settling;

	private final Map<ApplicationId, Begun> begun = new HashMap<>();

	private final Set<String> answered = new HashSet<>();

	private final Map<ApplicationId, Integer> resolving = new HashMap<>();

	private final Map<ApplicationId, Long> unanswered = new HashMap<>();

	private final Map<ApplicationId, Long> acted = new HashMap<>();

	private final Map<ApplicationId, Long> accepted = new HashMap<>();

	private long renewedAt;

	private Violation violation;

	Promises(World world) {
		this.world = world;
		this.bounds = new Bounds(this, world);
		this.budget = new BudgetBounds(this, world);
		this.evidence = new Evidence(world);
		this.settling = new Settling(world, this.budget);
	}

	Violation violation() {
		return this.violation;
	}

	void broken(String promise, String what) {
		if (this.violation == null) {
			this.violation = new Violation(promise, what);
			this.world.timeline.add(() -> "! BROKEN: " + this.violation);
			this.world.time.end();
		}
	}

	private void require(boolean kept, String promise, String what, Object... values) {
		if (!kept) {
			broken(promise, what.formatted(values));
		}
	}

	/** A notification about an application that withdraws is being answered, or not. */
	void resolving(ApplicationId id, int change) {
		this.resolving.merge(id, change, Integer::sum);
	}

	/** A notification that was posted at a time was answered 200, and accepted. */
	void accepted(ApplicationId id, long postedAt) {
		this.accepted.put(id, postedAt);
		require(this.world.database.requests.containsKey(id) || hasActedSince(id, postedAt), "nothing is lost",
				"a notification about %s is answered 200, and no request is recorded", id);
	}

	boolean hasActedOnAll(ApplicationId id) {
		Long last = this.accepted.get(id);
		return last == null || hasActedSince(id, last);
	}

	private boolean hasActedSince(ApplicationId id, long time) {
		return this.acted.getOrDefault(id, -1L) >= time;
	}

	void shown(ApplicationId id, ApplicationState state) {
		Begun change = this.begun.get(id);
		if (change != null) {
			change.shown |= state.runsWith(change.to);
		}
	}

	/** Somebody else has changed the number of instances. */
	void disturbed() {
		this.budget.disturbed();
	}

	/**
	 * What a change in progress asks for.
	 * @param id the application
	 * @return the number of instances, 0 if there is none
	 */
	int asked(ApplicationId id) {
		Begun change = this.begun.get(id);
		return (change != null) ? change.to : 0;
	}

	void read(Replica replica, Measured measured) {
		this.evidence.read(replica, measured);
	}

	/** Data Flow is about to be asked for a number of instances. */
	void calls(Replica replica, ApplicationId id, int count) {
		this.world.timeline.add(() -> "%s calls for %s of %s".formatted(replica.name(), count, id));
		Begun change = this.begun.get(id);
		require(change != null, "a change is recorded before the call", "%s is called for without a record", id);
		if (change == null) {
			return;
		}
		require(change.to == count, "a change is recorded before the call", "%s was recorded, and %s called for",
				change.to, count);
		long silent = this.world.time.now() - this.unanswered.getOrDefault(id, -World.UNANSWERED_TIMEOUT.toMillis());
		require(silent >= World.UNANSWERED_TIMEOUT.toMillis() / 2, "an unanswered call is one call",
				"%s is called for again after %s ms", id, silent);
		require(!change.called, "nothing is done twice", "%s is called for twice for one decision", id);
		change.called = true;
		change.calledAt = this.world.time.now();
		State lease = this.world.database.leaseNow();
		require(replica.holder().equals(lease.holder()), "one replica decides", "%s calls in another one's term",
				replica.name());
		this.bounds.check(id, change.from, count);
		this.budget.check(id, change.from, count);
	}

	/** A call did not work. */
	void failed(ApplicationId id, Kind kind) {
		if (kind == Kind.UNANSWERED) {
			this.unanswered.put(id, this.world.time.now());
		}
	}

	/**
	 * A transaction has been committed.
	 * @param replica whose it is, {@code null} at the beginning
	 * @param changes what it has changed
	 */
	void committed(Replica replica, List<Change<?, ?>> changes) {
		for (Change<?, ?> change : changes) {
			if (change.after() instanceof HistoryEntry entry) {
				this.world.timeline.add(() -> "%s records %s".formatted(replica.name(), text(entry)));
				recorded(replica, (HistoryEntry) change.before(), entry);
			}
			else if (change.after() instanceof State state) {
				renewed(replica, (State) change.before(), state);
			}
			else if (change.after() instanceof StoredPolicy || change.before() instanceof StoredPolicy) {
				set(replica, (ApplicationId) change.key(), (StoredPolicy) change.before(),
						(StoredPolicy) change.after());
			}
		}
		for (Change<?, ?> change : changes) {
			if (change.before() instanceof ScaleRequest && change.after() == null) {
				removed((ApplicationId) change.key());
			}
		}
	}

	private void set(Replica replica, ApplicationId id, StoredPolicy before, StoredPolicy after) {
		this.bounds.changed(id, after);
		if (replica == null) {
			return;
		}
		this.budget.disturbed();
		boolean pauses = replica.serves() == Act.PAUSE || replica.serves() == Act.RESUME;
		require(before == null || !pauses || isPauseOnly(before.policy(), after.policy()),
				"of two operators, the one who read an outdated policy is told", "%s was set, and a pause made it %s",
				before, after);
	}

	private static boolean isPauseOnly(Policy before, Policy after) {
		return before.withPause(null).equals(after.withPause(null));
	}

	private void removed(ApplicationId id) {
		boolean withdrawn = this.resolving.getOrDefault(id, 0) > 0;
		if (withdrawn) {
			this.acted.put(id, this.world.time.now());
		}
		require(withdrawn || hasActedSince(id, this.world.time.now()), "nothing is lost",
				"a request for %s is removed, and nothing is recorded about it", id);
	}

	private void renewed(Replica replica, State before, State after) {
		boolean another = after.holder() != null && before != null && before.holder() != null
				&& !before.holder().equals(after.holder());
		long silent = this.world.time.now() - this.renewedAt;
		require(!another || silent >= World.LEASE.toMillis(), "one replica decides",
				"%s takes the lease from one that has renewed it %s ms ago", replica.name(), silent);
		this.renewedAt = this.world.time.now();
	}

	private void recorded(Replica replica, HistoryEntry before, HistoryEntry entry) {
		if (!entry.isDecision()) {
			return;
		}
		ApplicationId id = entry.cause().application();
		this.acted.put(id, this.world.time.now());
		if (before == null || before.repeats() != entry.repeats()) {
			String holder = this.world.database.leaseNow().holder();
			require(replica.holder().equals(holder), "one replica decides", "%s decides in another one's term: %s",
					replica.name(), text(entry));
		}
		if (before == null && entry.outcome() == Outcome.IN_PROGRESS) {
			begins(replica, entry);
		}
		if (before != null && before.finishedAt() != null) {
			require(before.outcome() == entry.outcome(), "what is final stays", "%s became %s", text(before),
					text(entry));
		}
		if (entry.finishedAt() != null && (before == null || before.finishedAt() == null)) {
			ends(entry, before != null);
		}
	}

	private void begins(Replica replica, HistoryEntry entry) {
		ApplicationId id = entry.cause().application();
		ScaleRequest waiting = this.world.database.requests.get(id);
		require(waiting != null && waiting.cause().requestId().equals(entry.cause().requestId()),
				"what is replaced is not done", "a change of %s begins for a request that does not wait", id);
		require(!this.answered.contains(entry.cause().requestId()), "nothing is done twice",
				"a change of %s begins for a request that was answered", id);
		require(!this.begun.containsKey(id), "nothing is done twice", "a change of %s begins during another one", id);
		Begun change = new Begun(entry);
		this.begun.put(id, change);
		this.evidence.missing(replica, entry)
			.ifPresent((missing) -> broken("a scale-in needs evidence", "%s, but %s".formatted(text(entry), missing)));
	}

	private void ends(HistoryEntry entry, boolean wasBegun) {
		Begun change = wasBegun ? this.begun.remove(entry.cause().application()) : null;
		if (change != null && entry.acceptedAt() != null) {
			this.unanswered.remove(entry.cause().application());
		}
		if (change != null && entry.outcome() == Outcome.SUCCEEDED) {
			this.unanswered.remove(entry.cause().application());
			require(change.shown, "a change counts when Data Flow shows it", "nobody has seen %s", text(entry));
		}
		if (change != null && entry.reason().equals(HistoryEntry.UNANSWERED) && change.called) {
			long waited = this.world.time.now() - change.calledAt;
			require(waited >= World.UNANSWERED_TIMEOUT.toMillis() / 2, "an unanswered call is one call",
					"it was given up after %s ms", waited);
		}
		if (entry.outcome() != Outcome.POSTPONED) {
			require(this.answered.add(entry.cause().requestId()), "nothing is done twice",
					"a request is answered twice: %s", text(entry));
		}
	}

	boolean isSettled() {
		return this.settling.open().isEmpty();
	}

	String whatIsNotSettled() {
		return this.settling.open().orElse("");
	}

	static String text(HistoryEntry entry) {
		String counts = (entry.counts() != null) ? "%s -> %s".formatted(entry.counts().from(), entry.counts().to())
				: "";
		return "#%s %s %s %s %s".formatted(entry.id(), entry.cause().application(), counts, entry.outcome(),
				entry.reason());
	}

	private static final class Begun {

		private final int from;

		private final int to;

		private boolean called;

		private long calledAt;

		private boolean shown;

		Begun(HistoryEntry entry) {
			this.from = entry.counts().from();
			this.to = entry.counts().to();
		}

	}

}
