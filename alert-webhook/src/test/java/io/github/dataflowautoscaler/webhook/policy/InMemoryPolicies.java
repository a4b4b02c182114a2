package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;

/**
 * Policies that are kept in memory, with the same promises as those in a database.
 */
public final class InMemoryPolicies implements PolicyRepository {

	private final Map<ApplicationId, StoredPolicy> policies;

	private final Consumer<PolicyChange> events;

	private final LongSupplier versions;

	/**
	 * Creates a repository.
	 * @param policies where it keeps the policies
	 * @param events hears of each change
	 * @param versions gives each version a number of its own
	 */
	public InMemoryPolicies(Map<ApplicationId, StoredPolicy> policies, Consumer<PolicyChange> events,
			LongSupplier versions) {
		this.policies = policies;
		this.events = events;
		this.versions = versions;
	}

	/**
	 * Creates policies.
	 * @return no policies, for applications that all can have one
	 */
	public static Policies create() {
		return new Policies(Map.of(), new InMemoryPolicies(new TreeMap<>(), (change) -> {
		}, new AtomicLong()::incrementAndGet), Map::of, (id) -> Optional.empty());
	}

	@Override
	public List<StoredPolicy> findAll() {
		return List.copyOf(this.policies.values());
	}

	@Override
	public List<StoredPolicy> findByStream(String stream) {
		return this.policies.values().stream().filter((stored) -> stored.id().stream().equals(stream)).toList();
	}

	@Override
	public Optional<StoredPolicy> find(ApplicationId id) {
		return Optional.ofNullable(this.policies.get(id));
	}

	@Override
	public StoredPolicy insert(ApplicationId id, Policy policy, Edit edit) {
		require(!this.policies.containsKey(id));
		return put(new StoredPolicy(id, policy, StoredPolicy.Origin.API, this.versions.getAsLong(), edit), null);
	}

	@Override
	public StoredPolicy update(StoredPolicy current, Policy policy, Edit edit) {
		require(current.equals(this.policies.get(current.id())));
		return put(new StoredPolicy(current.id(), policy, StoredPolicy.Origin.API, this.versions.getAsLong(), edit),
				current.policy());
	}

	private StoredPolicy put(StoredPolicy stored, Policy before) {
		this.policies.put(stored.id(), stored);
		this.events.accept(new PolicyChange(stored.id(), before, stored.policy(), stored.edit()));
		return stored;
	}

	@Override
	public void delete(StoredPolicy current, Edit edit) {
		require(current.equals(this.policies.get(current.id())));
		this.policies.remove(current.id());
		this.events.accept(new PolicyChange(current.id(), current.policy(), null, edit));
	}

	private static void require(boolean asRead) {
		if (!asRead) {
			throw new PolicyConflictException(Kind.CHANGED, "The policy is not the one that was read");
		}
	}

}
