package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.histories.Replica.Killed;
import io.github.dataflowautoscaler.webhook.histories.SimulatedApplication.Gap;
import io.github.dataflowautoscaler.webhook.histories.VirtualTime.Actor;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;
import io.github.dataflowautoscaler.webhook.scaling.Observations.Measured;
import io.github.dataflowautoscaler.webhook.simulation.Sight;
import io.github.dataflowautoscaler.webhook.simulation.ThroughputAlerts;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Prometheus and Alertmanager: what they measure, this project's own alerts, and all that
 * can become of a notification on its way.
 */
final class Monitoring {

	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final int MOST_ATTEMPTS = 6;

	private static final Duration FLUSH = Duration.ofSeconds(5);

	private final World world;

	private final Map<ApplicationId, ThroughputAlerts> alerts = new HashMap<>();

	private final Map<ApplicationId, Gap> gaps = new HashMap<>();

	private final Deque<Way> ways = new ArrayDeque<>();

	private final Map<ApplicationId, Observation> measured = new HashMap<>();

	private Measured answer = new Measured(Map.of(), "Nothing was measured yet", null);

	private int nextReplica;

	Monitoring(World world) {
		this.world = world;
		world.applications.forEach((application) -> this.alerts.put(application.id(), new ThroughputAlerts()));
	}

	void start() {
		evaluate();
		flush();
	}

	private void evaluate() {
		long now = this.world.time.now();
		for (SimulatedApplication application : this.world.applications) {
			application.scrape(now);
			Gap gap = this.gaps.getOrDefault(application.id(), Gap.NONE);
			if (gap == Gap.ALL || this.world.isDown(Server.PROMETHEUS)) {
				this.measured.remove(application.id());
			}
			else if (gap != Gap.NEWS) {
				this.measured.put(application.id(), application.observe(gap));
			}
			alert(application, (int) (now / 1000));
		}
		this.answer = new Measured(Map.copyOf(this.measured), "Prometheus does not answer", null);
		this.world.time.schedule(Actor.WORLD, this::evaluate, Duration.ofSeconds(SimulatedApplication.SCRAPE));
	}

	private void alert(SimulatedApplication application, int now) {
		StoredPolicy stored = this.world.database.policies.get(application.id());
		Observation observation = this.measured.get(application.id());
		if (stored != null && observation != null) {
			Policy inForce = stored.policy().at(VirtualTime.BEGIN.plusSeconds(now), Duration.ZERO).policy();
			ApplicationState state = application.state(this.world.time.now());
			this.alerts.get(application.id())
				.evaluate(new Sight(now, observation, state.instances(), state.deployedInstances()), inForce, 0.85);
		}
	}

	private void flush() {
		int now = (int) (this.world.time.now() / 1000);
		for (SimulatedApplication application : this.world.applications) {
			this.alerts.get(application.id())
				.tick(now)
				.ifPresent((direction) -> send(application.id(), List.of(direction)));
		}
		this.world.time.schedule(Actor.WORLD, this::flush, FLUSH);
	}

	private void send(ApplicationId id, List<Direction> directions) {
		Way way = this.ways.isEmpty() ? Way.STRAIGHT : this.ways.remove();
		switch (way) {
			case LOST -> this.world.timeline.add(() -> "a notification about %s is lost".formatted(id));
			case TWICE -> {
				post(id, "firing", directions, 1);
				post(id, "firing", directions, 1);
			}
			case LATE -> later(id, "firing", directions, Duration.ofSeconds(40));
			case BOTH -> post(id, "firing", List.of(Direction.IN, Direction.OUT), 1);
			case RESOLVED_AFTERWARDS -> {
				post(id, "firing", directions, 1);
				post(id, "resolved", directions, 1);
			}
			default -> post(id, "firing", directions, 1);
		}
	}

	/** Sends an alert that no rule has raised, as one of the operator's own may be. */
	void sendOwn(ApplicationId id, Direction direction) {
		post(id, "firing", List.of(direction), 1);
	}

	private void later(ApplicationId id, String status, List<Direction> directions, Duration delay) {
		this.world.time.schedule(Actor.WORLD, () -> post(id, status, directions, 1), delay);
	}

	private void post(ApplicationId id, String status, List<Direction> directions, int attempt) {
		Replica replica = next();
		if (replica != null && isAnswered(replica, id, status, directions)) {
			return;
		}
		if (attempt < MOST_ATTEMPTS) {
			this.world.time.schedule(Actor.WORLD, () -> post(id, status, directions, attempt + 1), RETRY);
		}
	}

	private boolean isAnswered(Replica replica, ApplicationId id, String status, List<Direction> directions) {
		long begun = this.world.time.now();
		boolean resolved = status.equals("resolved");
		this.world.promises.resolving(id, resolved ? 1 : 0);
		try {
			List<Direction> accepted = replica.door().post(id, status, directions);
			this.world.timeline.add(() -> "%s answers 200: %s %s %s".formatted(replica.name(), id, status, directions));
			if (!accepted.isEmpty()) {
				this.world.promises.accepted(id, begun);
			}
			return true;
		}
		catch (Killed | DataAccessException | TransactionException ex) {
			this.world.timeline.add(() -> "a notification about %s is not answered: %s".formatted(id, ex.getMessage()));
			return false;
		}
		finally {
			this.world.promises.resolving(id, resolved ? -1 : 0);
		}
	}

	private Replica next() {
		for (int i = 0; i < this.world.replicas.length; i++) {
			this.nextReplica = (this.nextReplica + 1) % this.world.replicas.length;
			Replica replica = this.world.replicas[this.nextReplica];
			if (replica.answers()) {
				return replica;
			}
		}
		return null;
	}

	/**
	 * What a replica reads now.
	 * @param replica the replica
	 * @return the measurements
	 */
	Measured read(Replica replica) {
		this.world.promises.read(replica, this.answer);
		return this.answer;
	}

	void gap(ApplicationId id, Gap gap) {
		this.gaps.put(id, gap);
	}

	void nextWay(Way way) {
		this.ways.add(way);
	}

	void calm() {
		this.gaps.clear();
		this.ways.clear();
	}

	/** What becomes of a notification. */
	enum Way {

		/** It arrives. */
		STRAIGHT,

		/** It does not arrive. */
		LOST,

		/** It arrives twice. */
		TWICE,

		/** It arrives after the next ones. */
		LATE,

		/** Both alerts of the application are in it. */
		BOTH,

		/** It arrives, and is resolved at once. */
		RESOLVED_AFTERWARDS

	}

}
