package io.github.dataflowautoscaler.webhook.alertmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A branch of the routing tree, as Alertmanager walks it: into every child that matches,
 * up to the first one that does not say to continue; where none matches, the alert stays
 * here.
 *
 * @param receiver who gets what stays here
 * @param matchers the conditions that an alert must meet
 * @param continues whether the next branches are asked too
 * @param timing how often a group is sent
 * @param intervals when a group is sent
 * @param children the branches below
 */
record Route(String receiver, List<Matcher> matchers, boolean continues, Timing timing, Intervals intervals,
		List<Route> children) {

	/**
	 * Finds where an alert ends.
	 * @param labels the alert's labels
	 * @return the routes, none if the alert doesn't come here
	 */
	List<Route> find(Map<String, String> labels) {
		if (!this.matchers.stream().allMatch((matcher) -> matcher.matches(labels))) {
			return List.of();
		}
		List<Route> found = new ArrayList<>();
		for (Route child : this.children) {
			List<Route> below = child.find(labels);
			found.addAll(below);
			if (!below.isEmpty() && !child.continues()) {
				break;
			}
		}
		return found.isEmpty() ? List.of(this) : List.copyOf(found);
	}

}
