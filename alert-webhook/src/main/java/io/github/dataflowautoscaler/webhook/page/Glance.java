package io.github.dataflowautoscaler.webhook.page;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.history.HistoryDocument;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.status.ApplicationStatus;
import org.jspecify.annotations.Nullable;

/**
 * An application at a glance, ready to be shown.
 *
 * @param status what is known
 * @param load what arrives against what the instances can do, {@code null} if unknown
 * @param mood how much attention it needs: {@code good}, {@code busy}, {@code bad} or
 * {@code off}
 * @param state what it does, in words
 * @param until the end of the pause that the words name, {@code null} if they name none
 */
record Glance(ApplicationStatus status, @Nullable Load load, String mood, String state, @Nullable Instant until) {

	/**
	 * The application.
	 * @return its id
	 */
	public ApplicationId id() {
		return new ApplicationId(this.status.streamName(), this.status.applicationName());
	}

	/**
	 * Says how an application is.
	 * @param status what is known
	 * @param streamsAreKnown whether an application that Data Flow does not show does not
	 * exist
	 * @return the glance
	 */
	static Glance of(ApplicationStatus status, boolean streamsAreKnown) {
		@Nullable Load load = Load.of(status.measures());
		@Nullable Integer running = status.runningInstances();
		@Nullable Integer deployed = status.deployedInstances();
		@Nullable HistoryDocument latest = status.latestDecision();
		if (status.paused()) {
			return new Glance(status, load, "off", (status.pausedUntil() != null) ? "paused until" : "paused",
					status.pausedUntil());
		}
		if (running == null || deployed == null) {
			return streamsAreKnown ? new Glance(status, load, "bad", "not deployed", null)
					: new Glance(status, load, "off", "not known", null);
		}
		if (latest != null && latest.outcome().equals("in_progress")) {
			return new Glance(status, load, "busy", "scaling " + Words.INSTANCE.change(latest), null);
		}
		if (latest != null && latest.outcome().equals("unanswered")) {
			return new Glance(status, load, "bad", "no answer to " + Words.INSTANCE.change(latest), null);
		}
		if (deployed < running) {
			return new Glance(status, load, "bad", "%s of %s ready".formatted(deployed, running), null);
		}
		if (latest != null && latest.outcome().equals("failed")) {
			return new Glance(status, load, "bad", "last change failed", null);
		}
		if (load != null && load.isTooMuch()) {
			return new Glance(status, load, "busy", "overloaded", null);
		}
		return new Glance(status, load, "good", status.dryRun() ? "dry run" : "active", null);
	}

}
