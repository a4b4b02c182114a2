package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Membership;

/**
 * An application as a member of a budget, at one moment.
 *
 * @param id the application
 * @param membership what its instances weigh, and how important it is
 * @param counts its numbers of instances
 */
public record Member(ApplicationId id, Membership membership, Counts counts) {

	int priority() {
		return this.membership.priority();
	}

	double weight() {
		return this.membership.weight();
	}

	/**
	 * The same member, that wants another number.
	 * @param wants the number
	 * @return the member
	 */
	Member wanting(int wants) {
		return new Member(this.id, this.membership,
				new Counts(this.counts.min(), this.counts.taken(), this.counts.left(), wants, this.counts.least()));
	}

	/**
	 * Numbers of instances.
	 *
	 * @param min the minimum that is in force
	 * @param taken what counts: what runs, or what was asked for and is not read back
	 * yet, whichever is more
	 * @param left what is left of that once a scale-in in progress is done, at most
	 * {@code taken}
	 * @param wants what the application would be scaled out to if there were no budget;
	 * {@code taken} or less if it would not
	 * @param least what it can be scaled in to for others, at most {@code left}
	 */
	public record Counts(int min, int taken, int left, int wants, int least) {

		/**
		 * A member that neither wants more nor can give any.
		 * @param min the minimum that is in force
		 * @param taken the instances that count
		 * @return its numbers
		 */
		public static Counts of(int min, int taken) {
			return new Counts(min, taken, taken, taken, taken);
		}

	}

}
