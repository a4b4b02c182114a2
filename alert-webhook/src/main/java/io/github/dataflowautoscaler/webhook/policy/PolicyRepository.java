package io.github.dataflowautoscaler.webhook.policy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the policies that were set through the API.
 */
public interface PolicyRepository {

	List<StoredPolicy> findAll();

	List<StoredPolicy> findByStream(String stream);

	Optional<StoredPolicy> find(ApplicationId id);

	/**
	 * Adds a policy.
	 * @param id an application without a stored policy
	 * @param policy the policy
	 * @param edit when and by whom it is set
	 * @return the stored policy
	 * @throws PolicyConflictException if there is one by now
	 */
	StoredPolicy insert(ApplicationId id, Policy policy, Edit edit);

	/**
	 * Replaces the policy that was read.
	 * @param current the policy as it was read
	 * @param policy the new policy
	 * @param edit when and by whom it is set
	 * @return the stored policy
	 * @throws PolicyConflictException if it has changed since
	 */
	StoredPolicy update(StoredPolicy current, Policy policy, Edit edit);

	/**
	 * Removes the policy that was read.
	 * @param current the policy as it was read
	 * @param edit when and by whom it is removed
	 * @throws PolicyConflictException if it has changed since
	 */
	void delete(StoredPolicy current, Edit edit);

}
