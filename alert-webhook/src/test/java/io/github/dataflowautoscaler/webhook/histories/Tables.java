package io.github.dataflowautoscaler.webhook.histories;

import java.util.Map;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Memory;
import io.github.dataflowautoscaler.webhook.history.HistoryRepository;
import io.github.dataflowautoscaler.webhook.history.InMemoryHistory;
import io.github.dataflowautoscaler.webhook.leadership.InMemoryLease;
import io.github.dataflowautoscaler.webhook.leadership.Lease;
import io.github.dataflowautoscaler.webhook.outbox.InMemoryOutbox;
import io.github.dataflowautoscaler.webhook.outbox.Outbox;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.scaling.InMemoryLearned;
import io.github.dataflowautoscaler.webhook.scaling.InMemoryScaleRequests;
import io.github.dataflowautoscaler.webhook.scaling.Learned;
import io.github.dataflowautoscaler.webhook.scaling.ScaleRequests;

/**
 * The repositories over the tables of a database. What was learned is read without a
 * mishap, because a memory is looked up in the middle of something that nothing may come
 * between.
 *
 * @param lease the lease
 * @param history the history
 * @param requests the requests that wait
 * @param learned what was learned
 * @param outbox what is to be told
 * @param database where it all is
 */
record Tables(Lease lease, HistoryRepository history, ScaleRequests requests, InMemoryLearned learned, Outbox outbox,
		Database database) {

	static Tables of(Database database) {
		return new Tables(new InMemoryLease(database.lease), new InMemoryHistory(database.history),
				new InMemoryScaleRequests(database.requests), new InMemoryLearned(database.learned),
				new InMemoryOutbox(database.outbox), database);
	}

	/**
	 * What was learned, as a replica reaches it.
	 * @param replica the replica
	 * @return the repository
	 */
	Learned learned(Replica replica) {
		return new Learned() {

			@Override
			public Optional<Memory> find(ApplicationId id) {
				return Tables.this.learned.find(id);
			}

			@Override
			public Map<ApplicationId, Memory> findAll() {
				return Tables.this.learned.findAll();
			}

			@Override
			public void save(ApplicationId id, Memory memory) {
				if (Tables.this.database.isOpen()) {
					Tables.this.learned.save(id, memory);
				}
				else {
					Tables.this.database.atomically(replica, () -> {
						Tables.this.learned.save(id, memory);
						return null;
					});
				}
			}

		};
	}

}
