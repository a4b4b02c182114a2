package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.histories.Replica.Killed;
import io.github.dataflowautoscaler.webhook.histories.VirtualTime.Actor;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Budget;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * All that there is in a history: the replicas, what is around them, and the time. At
 * first things happen to them; then nothing does any more, and they have to settle.
 */
final class World {

	static final Duration LEASE = Duration.ofSeconds(10);

	static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

	static final Duration REQUEST_MAX_AGE = Duration.ofMinutes(3);

	static final Duration READ_BACK_TIMEOUT = Duration.ofSeconds(45);

	static final Duration UNANSWERED_TIMEOUT = Duration.ofMinutes(2);

	/** Milliseconds from the beginning until nothing happens any more. */
	static final long CALM = Duration.ofMinutes(3).toMillis();

	/** Milliseconds from the beginning until all has to be settled. */
	static final long DEADLINE = Duration.ofMinutes(40).toMillis();

	private static final long LOOK = Duration.ofSeconds(15).toMillis();

	final Timeline timeline;

	final VirtualTime time = new VirtualTime(this::fault);

	final Promises promises = new Promises(this);

	final Database database = new Database(this.promises::committed);

	final Tables tables = Tables.of(this.database);

	final Mishaps mishaps;

	final DataFlow dataFlow = new DataFlow(this);

	final List<SimulatedApplication> applications = new ArrayList<>();

	/** {@code null} if there is none. */
	final Budget budget;

	final List<Listener> listeners = List.of(new Listener(this, "events", false), new Listener(this, "notices", true));

	final Replica[] replicas;

	final Monitoring monitoring;

	private final Map<Server, Long> down = new EnumMap<>(Server.class);

	private int starts;

	private World(Plan plan, boolean told) {
		this.timeline = new Timeline(told);
		this.timeline.clock(this.time::now);
		this.mishaps = new Mishaps(this.timeline);
		this.budget = plan.budget();
		this.database.atomically(null, () -> {
			for (Plan.Application application : plan.applications()) {
				this.applications
					.add(new SimulatedApplication(application.id(), application.instances(), application.load()));
				Policy policy = application.policy();
				this.database.policies.put(application.id(), new StoredPolicy(application.id(), policy, Origin.API,
						this.database.nextVersion(), new Edit(VirtualTime.BEGIN, "operator")));
			}
			return null;
		});
		this.monitoring = new Monitoring(this);
		this.replicas = new Replica[plan.replicas()];
		for (int i = 0; i < this.replicas.length; i++) {
			start(i);
		}
	}

	/**
	 * Lives through a history.
	 * @param plan what happens
	 * @param told whether its timeline is wanted
	 * @return how it ended
	 */
	static Ending live(Plan plan, boolean told) {
		World world = new World(plan, told);
		world.monitoring.start();
		plan.happenings().forEach((happening) -> world.time.schedule(Actor.WORLD, () -> {
			world.timeline.add(() -> "* " + happening.what());
			happening.effect().accept(world);
		}, happening.at()));
		world.time.passUntil(CALM);
		world.calm();
		while (!world.isOver() && world.time.now() < DEADLINE && !world.promises.isSettled()) {
			world.time.passUntil(world.time.now() + LOOK);
		}
		if (!world.isOver() && !world.promises.isSettled()) {
			world.promises.broken("settles", world.promises.whatIsNotSettled());
		}
		return new Ending(world.promises.violation(), world.timeline.toString());
	}

	private void calm() {
		this.timeline.add(() -> "* from here on nothing happens any more");
		this.mishaps.clear();
		this.dataFlow.calm();
		this.monitoring.calm();
		this.down.clear();
		this.applications.forEach((application) -> application.heal(this.time.now()));
		for (int i = 0; i < this.replicas.length; i++) {
			this.replicas[i].thaw();
			if (!this.replicas[i].isAlive()) {
				start(i);
			}
		}
	}

	private void start(int index) {
		this.starts++;
		this.replicas[index] = new Replica(this, "replica " + (char) ('A' + this.starts - 1));
		this.replicas[index].start();
	}

	void kill(Replica replica, Duration restart) {
		replica.kill();
		this.timeline.add(() -> replica.name() + " is killed");
		this.time.schedule(Actor.WORLD, () -> {
			for (int i = 0; i < this.replicas.length; i++) {
				if (this.replicas[i] == replica) {
					start(i);
				}
			}
		}, restart);
	}

	void takeDown(Server server, Duration length) {
		this.down.put(server, this.time.now() + length.toMillis());
	}

	boolean isDown(Server server) {
		Long until = this.down.get(server);
		return until != null && until > this.time.now();
	}

	SimulatedApplication application(ApplicationId id) {
		return this.applications.stream()
			.filter((application) -> application.id().equals(id))
			.findFirst()
			.orElseThrow();
	}

	boolean isOver() {
		return this.promises.violation() != null;
	}

	/** What a regular task, a lane or a thread throws and nobody catches. */
	private void fault(Throwable thrown) {
		boolean expected = thrown instanceof Killed || thrown instanceof DataAccessException
				|| thrown instanceof TransactionException;
		if (!expected) {
			StackTraceElement[] trace = thrown.getStackTrace();
			this.promises.broken("no unexpected error", thrown + " at " + ((trace.length > 0) ? trace[0] : "?"));
		}
	}

	/**
	 * How a history ended.
	 *
	 * @param violation the promise that was broken first, {@code null} if none was
	 * @param timeline what happened, empty if it was not wanted
	 */
	record Ending(Violation violation, String timeline) {
	}

}
