package io.github.dataflowautoscaler.webhook.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.Changes;
import io.github.dataflowautoscaler.webhook.decision.Changes.Change;
import io.github.dataflowautoscaler.webhook.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook's history knows of an application's changes: a change is dated by its
 * begin until the platform shows it, and by its end afterwards.
 */
final class ChangeLog {

	private static final Duration LOOKING_BACK = Duration.ofHours(2);

	private final List<Change> changes = new ArrayList<>();

	private @Nullable Instant begun;

	void begin(Decision decision, Instant now) {
		this.begun = now;
		this.changes.add(new Change(now, decision.from(), decision.to()));
		this.changes.removeIf((change) -> change.at().isBefore(now.minus(LOOKING_BACK)));
	}

	/**
	 * Looks whether the last change has come to its end.
	 * @param seen the application now
	 * @return how long it took, if it was a scale-out and ended just now
	 */
	Optional<Duration> watch(Sight seen) {
		Instant since = this.begun;
		if (since == null || seen.ready() < seen.instances()) {
			return Optional.empty();
		}
		Instant now = seen.instant();
		Change last = this.changes.remove(this.changes.size() - 1);
		this.changes.add(new Change(now, last.from(), last.to()));
		this.begun = null;
		return (last.to() > last.from()) ? Optional.of(Duration.between(since, now)) : Optional.empty();
	}

	Changes changes() {
		return new Changes(this.changes);
	}

}
