package io.github.dataflowautoscaler.webhook.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException.Kind;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy.Origin;

/**
 * All policies in force: those declared in configuration, those set through the API, and
 * those that streams were deployed with. A declared one wins and can't be changed here,
 * so that what is kept in git stays true. One that was set wins over a deployed one,
 * because an operator in need must not have to deploy.
 */
public class Policies {

	private final Map<ApplicationId, Policy> declared;

	private final Map<String, Map<ApplicationId, Policy>> declaredByStream = new HashMap<>();

	private final PolicyRepository repository;

	private final DeployedPolicies deployed;

	private final Applications applications;

	public Policies(Map<ApplicationId, Policy> declared, PolicyRepository repository, DeployedPolicies deployed,
			Applications applications) {
		this.declared = Map.copyOf(declared);
		declared.forEach((id, policy) -> this.declaredByStream.computeIfAbsent(id.stream(), (key) -> new HashMap<>())
			.put(id, policy));
		this.repository = repository;
		this.deployed = deployed;
		this.applications = applications;
	}

	public List<StoredPolicy> findAll() {
		return merge(this.deployed.byApplication(), this.repository.findAll(), this.declared);
	}

	public Optional<StoredPolicy> find(ApplicationId id) {
		Policy policy = this.declared.get(id);
		return (policy != null) ? Optional.of(declared(id, policy)) : findChangeable(id);
	}

	private Optional<StoredPolicy> findChangeable(ApplicationId id) {
		return this.repository.find(id)
			.or(() -> Optional.ofNullable(this.deployed.byApplication().get(id)).map((policy) -> deployed(id, policy)));
	}

	/**
	 * Finds the policies of a stream.
	 * @param stream the stream's name
	 * @return its policies, one per application that has one
	 */
	public List<StoredPolicy> findByStream(String stream) {
		if (!ApplicationId.isName(stream)) {
			// Not each database takes each text to look for.
			return List.of();
		}
		Map<ApplicationId, Policy> ofStream = new HashMap<>(this.deployed.byApplication());
		ofStream.keySet().removeIf((id) -> !id.stream().equals(stream));
		return merge(ofStream, this.repository.findByStream(stream),
				this.declaredByStream.getOrDefault(stream, Map.of()));
	}

	private static List<StoredPolicy> merge(Map<ApplicationId, Policy> deployed, List<StoredPolicy> stored,
			Map<ApplicationId, Policy> declared) {
		Map<ApplicationId, StoredPolicy> all = new TreeMap<>();
		deployed.forEach((id, policy) -> all.put(id, deployed(id, policy)));
		stored.forEach((policy) -> all.put(policy.id(), policy));
		declared.forEach((id, policy) -> all.put(id, declared(id, policy)));
		return List.copyOf(all.values());
	}

	/**
	 * Sets a policy, whether there was one or not. One that was set already with these
	 * settings is left unchanged.
	 * @param id the application
	 * @param change the new policy, given the one that is there now
	 * @param expected what the caller requires of the policy that is there now
	 * @param edit when and by whom it is set
	 * @return the stored policy
	 * @throws PolicyConflictException if the policy there is not as expected, changes
	 * meanwhile, is declared in configuration, or is for an application that can't be
	 * scaled
	 */
	public StoredPolicy set(ApplicationId id, Function<Optional<StoredPolicy>, Policy> change,
			Predicate<Optional<StoredPolicy>> expected, Edit edit) {
		Optional<StoredPolicy> current = changeable(id, expected);
		Policy policy = change.apply(current);
		this.applications.objectionTo(id).ifPresent((objection) -> {
			throw new PolicyConflictException(Kind.UNSCALABLE, objection);
		});
		return current.filter(Policies::isSet)
			.map((stored) -> stored.policy().equals(policy) ? stored : this.repository.update(stored, policy, edit))
			.orElseGet(() -> this.repository.insert(id, policy, edit));
	}

	/**
	 * Removes a policy that was set. One that the stream was deployed with is in force
	 * then.
	 * @param id the application
	 * @param expected what the caller requires of the policy that is there now
	 * @param edit when and by whom it is removed
	 * @return whether there was one
	 * @throws PolicyConflictException as for {@link #set}, or if the policy was not set
	 * but deployed
	 */
	public boolean remove(ApplicationId id, Predicate<Optional<StoredPolicy>> expected, Edit edit) {
		Optional<StoredPolicy> current = changeable(id, expected);
		if (current.isPresent() && !isSet(current.get())) {
			throw new PolicyConflictException(Kind.DEPLOYED,
					"The policy of %s was deployed with the stream; deploy it without autoscale properties, or pause the policy"
						.formatted(id));
		}
		current.ifPresent((stored) -> this.repository.delete(stored, edit));
		return current.isPresent();
	}

	private Optional<StoredPolicy> changeable(ApplicationId id, Predicate<Optional<StoredPolicy>> expected) {
		if (this.declared.containsKey(id)) {
			throw new PolicyConflictException(Kind.DECLARED,
					"The policy of %s is declared in configuration; change it there".formatted(id));
		}
		Optional<StoredPolicy> current = findChangeable(id);
		if (!expected.test(current)) {
			throw new PolicyConflictException(Kind.CHANGED,
					"The policy of %s is not the one that was read; read it again".formatted(id));
		}
		return current;
	}

	private static boolean isSet(StoredPolicy policy) {
		return policy.origin() == Origin.API;
	}

	private static StoredPolicy deployed(ApplicationId id, Policy policy) {
		return new StoredPolicy(id, policy, Origin.DEPLOYMENT, 0, null);
	}

	private static StoredPolicy declared(ApplicationId id, Policy policy) {
		return new StoredPolicy(id, policy, Origin.CONFIGURATION, 0, null);
	}

}
