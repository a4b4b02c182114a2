package io.github.dataflowautoscaler.webhook.histories;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.StoredPolicy;

/**
 * No call is outside of the bounds that a policy has, or has just had: a decision may
 * have been made a moment before the policy was changed, and a window raises its minimum
 * before it opens.
 */
final class Bounds {

	private static final long MOMENT = Duration.ofMinutes(3).toMillis();

	private final List<Version> versions = new ArrayList<>();

	private final Promises promises;

	private final World world;

	Bounds(Promises promises, World world) {
		this.promises = promises;
		this.world = world;
	}

	void changed(ApplicationId id, StoredPolicy stored) {
		this.versions.add(new Version(this.world.time.now(), id, (stored != null) ? stored.policy() : null));
	}

	/** More than the maximum may be left of even more. */
	void check(ApplicationId id, int from, int to) {
		List<Policy> recent = recent(id);
		int least = recent.stream().mapToInt(Bounds::least).min().orElse(1);
		int most = recent.stream().mapToInt(Policy::mostInstances).max().orElse(0);
		if (to < least || (to > most && to > from)) {
			this.promises.broken("never outside of the bounds",
					"%s is scaled from %s to %s, and the bounds are %s to %s".formatted(id, from, to, least, most));
		}
		if (recent.stream().anyMatch(Policy::dryRun) && recent.stream().allMatch(Policy::dryRun)) {
			this.promises.broken("a dry run does nothing", "%s is scaled".formatted(id));
		}
		if (!recent.isEmpty() && recent.stream().allMatch((policy) -> policy.pause() != null)) {
			this.promises.broken("a pause pauses", "%s is scaled".formatted(id));
		}
	}

	private static int least(Policy policy) {
		return policy.schedule()
			.stream()
			.flatMap((window) -> Stream.ofNullable(window.minInstances()))
			.reduce(policy.minInstances(), Math::min);
	}

	/** The latest version, and those that it has replaced a moment ago. */
	private List<Policy> recent(ApplicationId id) {
		List<Policy> recent = new ArrayList<>();
		long end = Long.MAX_VALUE;
		for (int i = this.versions.size() - 1; i >= 0 && end > this.world.time.now() - MOMENT; i--) {
			Version version = this.versions.get(i);
			if (version.id.equals(id)) {
				Stream.ofNullable(version.policy).forEach(recent::add);
				end = version.at;
			}
		}
		return recent;
	}

	private record Version(long at, ApplicationId id, Policy policy) {
	}

}
