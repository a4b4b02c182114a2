package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;

/**
 * Something that happens to the next replica that comes to a point.
 *
 * @param point where
 * @param how what happens
 * @param length how long it takes
 */
record Mishap(Point point, How how, Duration length) {

	/** What can happen. */
	enum How {

		/** The process stands still before it acts. */
		FROZEN_BEFORE,

		/** The process stands still after it has acted, and before it knows. */
		FROZEN_AFTER,

		/** The process ends before it acts. */
		KILLED_BEFORE,

		/** The process ends after it has acted, and before it knows. */
		KILLED_AFTER,

		/** It takes long; the rest of the process goes on. */
		SLOW,

		/** It does not work. */
		FAILS,

		/** It works, and the answer is lost. */
		ANSWER_LOST

	}

	@Override
	public String toString() {
		return "next " + this.point.name().toLowerCase().replace('_', ' ') + ": "
				+ this.how.name().toLowerCase().replace('_', ' ') + ", " + this.length.toSeconds() + " s";
	}

}
