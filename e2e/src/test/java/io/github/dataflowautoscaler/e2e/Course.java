package io.github.dataflowautoscaler.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way that an application's instances took, by the history: what was done and what
 * was tried in vain.
 *
 * @param done the numbers of instances, one after the other, beginning with the first
 * @param failed changes that ended otherwise, such as {@code 1 -> 3 failed}
 */
record Course(List<Integer> done, List<String> failed) {

	private static final Pattern CHANGE = Pattern.compile("(\\d+) -> (\\d+) (\\w+)");

	/**
	 * Reads changes, and fails if one does not begin where the one before ended: then one
	 * was lost, or done twice.
	 * @param changes as in {@link Scene#changes(String)}, oldest first
	 * @return their course
	 */
	static Course of(List<String> changes) {
		List<Integer> done = new ArrayList<>();
		List<String> failed = new ArrayList<>();
		for (String change : changes) {
			Matcher matcher = CHANGE.matcher(change);
			assertThat(matcher.matches()).as(change).isTrue();
			if (!matcher.group(3).equals("succeeded")) {
				failed.add(change);
				continue;
			}
			int from = Integer.parseInt(matcher.group(1));
			if (done.isEmpty()) {
				done.add(from);
			}
			assertThat(from).as("%s in %s", change, changes).isEqualTo(done.get(done.size() - 1));
			done.add(Integer.parseInt(matcher.group(2)));
		}
		return new Course(List.copyOf(done), List.copyOf(failed));
	}

	/** How often the way turned round. */
	int reversals() {
		int reversals = 0;
		for (int index = 2; index < this.done.size(); index++) {
			int before = this.done.get(index - 1) - this.done.get(index - 2);
			int after = this.done.get(index) - this.done.get(index - 1);
			reversals += (before * after < 0) ? 1 : 0;
		}
		return reversals;
	}

}
