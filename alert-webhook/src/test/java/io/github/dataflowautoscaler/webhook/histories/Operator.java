package io.github.dataflowautoscaler.webhook.histories;

import java.util.Locale;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Edit;
import io.github.dataflowautoscaler.webhook.policy.Pause;
import io.github.dataflowautoscaler.webhook.policy.Policies;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.PolicyConflictException;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

/**
 * Somebody who changes a policy.
 *
 * @param id the application
 * @param act what is done
 * @param policy the policy, where one is set
 */
record Operator(ApplicationId id, Act act, Policy policy) {

	/**
	 * Does it.
	 * @param replica who is asked
	 */
	void act(Replica replica) {
		if (!replica.answers()) {
			return;
		}
		replica.serves(this.act);
		Policies policies = replica.bean(Policies.class);
		Edit edit = new Edit(replica.machine().systemClock().instant(), "operator");
		try {
			switch (this.act) {
				case SET -> policies.set(this.id, (present) -> this.policy, (present) -> true, edit);
				case UNSET -> policies.remove(this.id, (present) -> true, edit);
				case PAUSE -> policies.set(this.id, (present) -> settings(present).withPause(new Pause(null)),
						(present) -> true, edit);
				case RESUME ->
					policies.set(this.id, (present) -> settings(present).withPause(null), (present) -> true, edit);
			}
		}
		catch (PolicyConflictException ex) {
			// The other one of two was first.
		}
		finally {
			replica.serves(null);
		}
	}

	private Policy settings(Optional<StoredPolicy> present) {
		return present.map(StoredPolicy::policy).orElse(this.policy);
	}

	@Override
	public String toString() {
		return "an operator does %s for %s".formatted(this.act.name().toLowerCase(Locale.ROOT), this.id);
	}

	/** What an operator does. */
	enum Act {

		/** Sets a policy. */
		SET,

		/** Removes it. */
		UNSET,

		/** Pauses it. */
		PAUSE,

		/** Ends the pause. */
		RESUME

	}

}
