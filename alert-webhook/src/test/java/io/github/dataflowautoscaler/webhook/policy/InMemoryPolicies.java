package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Policies that are kept in memory.
 */
public final class InMemoryPolicies implements PolicyRepository {

	private final Map<ApplicationId, StoredPolicy> policies = new TreeMap<>();

	private InMemoryPolicies() {
	}

	/**
	 * Creates policies.
	 * @return no policies, for applications that all can have one
	 */
	public static Policies create() {
		return new Policies(Map.of(), new InMemoryPolicies(), Map::of, (id) -> Optional.empty());
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
		return put(new StoredPolicy(id, policy, StoredPolicy.Origin.API, 1, edit));
	}

	@Override
	public StoredPolicy update(StoredPolicy current, Policy policy, Edit edit) {
		return put(new StoredPolicy(current.id(), policy, StoredPolicy.Origin.API, current.version() + 1, edit));
	}

	private StoredPolicy put(StoredPolicy stored) {
		this.policies.put(stored.id(), stored);
		return stored;
	}

	@Override
	public void delete(StoredPolicy current, Edit edit) {
		this.policies.remove(current.id());
	}

}
