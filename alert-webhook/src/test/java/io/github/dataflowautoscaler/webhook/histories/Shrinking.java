package io.github.dataflowautoscaler.webhook.histories;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out of a plan whatever is not needed to break the same promise.
 */
final class Shrinking {

	private Shrinking() {
	}

	/**
	 * Shrinks a plan: halves, quarters and so on are left out first, then single
	 * happenings, until none can be.
	 * @param plan a plan that breaks a promise
	 * @return the plan with the fewest happenings that was found
	 */
	static Plan of(Plan plan) {
		String promise = World.live(plan, false).violation().promise();
		Plan smallest = plan;
		int size = Math.max(1, plan.happenings().size() / 2);
		while (size >= 1) {
			Plan smaller = without(smallest, size, promise);
			size = (smaller == smallest) ? size / 2 : size;
			smallest = smaller;
		}
		return smallest;
	}

	private static Plan without(Plan plan, int size, String promise) {
		List<Happening> all = plan.happenings();
		for (int from = 0; from < all.size(); from += size) {
			List<Happening> rest = new ArrayList<>(all);
			rest.subList(from, Math.min(from + size, all.size())).clear();
			Plan smaller = plan.with(rest);
			Violation violation = World.live(smaller, false).violation();
			if (violation != null && violation.promise().equals(promise)) {
				return smaller;
			}
		}
		return plan;
	}

}
