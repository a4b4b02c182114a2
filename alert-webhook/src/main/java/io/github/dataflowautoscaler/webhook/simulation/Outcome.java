package io.github.dataflowautoscaler.webhook.simulation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a policy, or a number of instances, would have come to. The times that nothing is
 * known of are not in it.
 *
 * @param instanceHours hours of all instances together, from the request on
 * @param actions changes of the number of instances
 * @param minutesLate minutes in which what waited was worth more than 30 seconds of what
 * the serving instances could do
 * @param longestWait what waited at most, in seconds of that work
 * @param moments the course
 */
public record Outcome(double instanceHours, int actions, double minutesLate, double longestWait,
		List<@Nullable Moment> moments) {

	/** From then on what waits is late. */
	static final int LATE_SECONDS = 30;

	/**
	 * Most instances at any moment.
	 * @return 0 if nothing is known
	 */
	int highest() {
		int highest = 0;
		for (Moment moment : this.moments) {
			highest = Math.max(highest, (moment != null) ? moment.instances() : 0);
		}
		return highest;
	}

	/**
	 * A part of the course.
	 *
	 * @param instances the most instances within it
	 * @param backlog the most messages that waited within it
	 */
	public record Moment(int instances, double backlog) {

		static Moment of(@Nullable Moment before, Model model) {
			return (before != null)
					? new Moment(Math.max(before.instances(), model.instances()),
							Math.max(before.backlog(), model.waiting()))
					: new Moment(model.instances(), model.waiting());
		}

	}

}
