package io.github.dataflowautoscaler.webhook.histories;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.alert.AlertProperties;
import io.github.dataflowautoscaler.webhook.alert.NotificationDoor;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry;
import io.github.dataflowautoscaler.webhook.history.HistoryRepository;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.leadership.Lease;
import io.github.dataflowautoscaler.webhook.outbox.Outbox;
import io.github.dataflowautoscaler.webhook.outbox.Recipient;
import io.github.dataflowautoscaler.webhook.policy.Budgets;
import io.github.dataflowautoscaler.webhook.policy.InMemoryBudgets;
import io.github.dataflowautoscaler.webhook.policy.InMemoryPolicies;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.PolicyRepository;
import io.github.dataflowautoscaler.webhook.scaling.Learned;
import io.github.dataflowautoscaler.webhook.scaling.Observations;
import io.github.dataflowautoscaler.webhook.scaling.Platform;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests;
import io.github.dataflowautoscaler.webhook.time.SteadyClock;
import io.github.dataflowautoscaler.webhook.time.Ticks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The classes that a replica is made of: the webhook's own between the notification and
 * the calls, and the world's around them.
 */
final class Wiring {

	private static final MeterRegistry NO_METERS = new CompositeMeterRegistry();

	private static final Selector ONE_INSTALLATION = Selector.parse("");

	private static final AlertProperties ALERTS = new AlertProperties(Set.of("HighThroughputDifference"),
			Set.of("ZeroThroughputDifference"));

	private Wiring() {
	}

	static Container of(Replica replica, World world) {
		Container container = new Container();
		around(container, replica, world);
		container.create("leadership.LeadershipProperties", World.LEASE);
		container.create("history.HistoryProperties", Duration.ofDays(30));
		container.create("scaling.ScalingProperties", World.REQUEST_MAX_AGE, World.READ_BACK_TIMEOUT,
				World.UNANSWERED_TIMEOUT, World.POLL_INTERVAL, Duration.ofSeconds(2));
		Stream
			.of("leadership.Leadership", "history.History", "history.PolicyChanges", "scaling.Memories",
					"scaling.Schedules", "scaling.InputReader", "scaling.BudgetReader", "scaling.Collector",
					"scaling.Journal", "scaling.ScaleCalls", "scaling.Announcer", "scaling.ScalingLoop",
					"scaling.ReadBack", "scaling.ScaleRequestProcessor", "scaling.Assessor", "scaling.OutsideChanges",
					"scaling.RegularAssessment", "scaling.UnpromptedRequests", "scaling.MinimumKeeper",
					"outbox.Deliveries", "alert.AlertClassifier", "alert.AlertReception")
			.forEach(container::create);
		container.give(NotificationDoor.class, new NotificationDoor(container.get(NotificationDoor.RECEPTION)));
		return container;
	}

	@SuppressWarnings("unchecked")
	private static void around(Container container, Replica replica, World world) {
		Connection connection = new Connection(replica, world);
		container.give(Ticks.class, replica.machine())
			.give(TransactionOperations.class, connection)
			.give(ApplicationEventPublisher.class, container)
			.give(Clock.class, replica.machine().systemClock())
			.give(SteadyClock.class, new SteadyClock(replica.machine().systemClock(), replica.machine()::nanoTime))
			.give(MeterRegistry.class, NO_METERS)
			.give(Selector.class, ONE_INSTALLATION)
			.give(AlertProperties.class, ALERTS);
		container.give(Lease.class, connection.connected(Lease.class, world.tables.lease()))
			.give(HistoryRepository.class, connection.connected(HistoryRepository.class, world.tables.history()))
			.give(ScaleRequests.class, connection.connected(ScaleRequests.class, world.tables.requests()))
			.give(Learned.class, world.tables.learned(replica))
			.give(Outbox.class, connection.connected(Outbox.class, world.tables.outbox()))
			.give(Policies.class,
					new Policies(Map.of(),
							connection.connected(PolicyRepository.class,
									new InMemoryPolicies(world.database.policies, container::publishEvent,
											world.database::nextVersion)),
							Map::of, (id) -> Optional.empty()))
			.give(Budgets.class, InMemoryBudgets.create((world.budget != null) ? List.of(world.budget) : List.of()));
		container.give(Platform.class, new DataFlowOf(replica, world))
			.give(Observations.class, () -> world.monitoring.read(replica))
			.give(ObjectProvider.class,
					new Recipients(world.listeners.stream()
						.map((listener) -> (Recipient) new ListenerOf(listener, replica))
						.toList()));
	}

	/** Spring's view of several beans of a type. */
	private record Recipients(List<Recipient> list) implements ObjectProvider<Recipient> {

		@Override
		public Stream<Recipient> stream() {
			return this.list.stream();
		}

	}

	/** A listener as a replica reaches it. */
	private record ListenerOf(Listener listener, Replica replica) implements Recipient {

		@Override
		public String name() {
			return this.listener.name();
		}

		@Override
		public boolean wants(HistoryEntry entry) {
			return this.listener.wants(entry);
		}

		@Override
		public void tell(HistoryEntry entry) {
			this.replica.reach(Point.TELL, () -> {
				this.listener.tell(entry);
				return null;
			}, () -> new IllegalStateException("The connection is broken"));
		}

	}

}
