package io.github.dataflowautoscaler.bench.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState.State;
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

	void begin(Decision decision, ApplicationView application) {
		this.begun = instant(application);
		this.changes.add(new Change(instant(application), decision.from(), decision.to()));
		this.changes.removeIf((change) -> change.at().isBefore(instant(application).minus(LOOKING_BACK)));
	}

	/**
	 * Looks whether the last change has come to its end.
	 * @param application what is to be seen of it now
	 * @return how long it took, if it was a scale-out and ended just now
	 */
	Optional<Duration> watch(ApplicationView application) {
		Instant since = this.begun;
		if (since == null || application.readyInstances() < application.instances()) {
			return Optional.empty();
		}
		Instant now = instant(application);
		Change last = this.changes.remove(this.changes.size() - 1);
		this.changes.add(new Change(now, last.from(), last.to()));
		this.begun = null;
		return (last.to() > last.from()) ? Optional.of(Duration.between(since, now)) : Optional.empty();
	}

	Changes changes() {
		return new Changes(this.changes);
	}

	static Instant instant(ApplicationView application) {
		return Instant.EPOCH.plusSeconds(application.now());
	}

	static ApplicationState state(ApplicationView application) {
		int instances = application.instances();
		int ready = application.readyInstances();
		return new ApplicationState((ready < instances) ? State.DEPLOYING : State.DEPLOYED, instances, ready, "1");
	}

}
