package io.github.dataflowautoscaler.webhook.history;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.dataflowautoscaler.webhook.decision.Direction;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Cause;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Counts;
import io.github.dataflowautoscaler.webhook.history.HistoryEntry.Repeats;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the history as the API shows it.
 *
 * @param id grows with time
 * @param streamName the stream's name
 * @param applicationName the application's name
 * @param decidedAt when it was decided, for the first time if it was repeated
 * @param lastDecidedAt when it was decided for the last time, absent if it was not
 * repeated
 * @param times how often it was decided, 1 if it was not repeated
 * @param finishedAt when the outcome became final, absent while in progress
 * @param alertName the alert that asked, {@code Policy} or {@code Somebody else}
 * @param direction {@code out} or {@code in}, absent where no alert asked
 * @param outcome {@code policy}, {@code outside}, {@code held}, {@code dry_run},
 * {@code in_progress}, {@code unanswered}, {@code postponed}, {@code succeeded} or
 * {@code failed}
 * @param reason why, for programs, in lower case
 * @param explanation why, in words
 * @param fromInstances instances at the time of the decision, absent if unknown
 * @param requiredInstances instances that the load requires, before any limit, absent if
 * unknown
 * @param toInstances instances decided, absent if unknown
 */
public record HistoryDocument(long id, String streamName, String applicationName, Instant decidedAt,
		@Nullable Instant lastDecidedAt, int times, @Nullable Instant finishedAt, String alertName,
		@Nullable String direction, String outcome, String reason, String explanation, @Nullable Integer fromInstances,
		@Nullable Integer requiredInstances, @Nullable Integer toInstances) {

	/**
	 * Shows an entry.
	 * @param entry the entry
	 * @return the document
	 */
	public static HistoryDocument of(HistoryEntry entry) {
		Cause cause = entry.cause();
		@Nullable Direction direction = cause.direction();
		@Nullable Counts counts = entry.counts();
		@Nullable Repeats repeats = entry.repeats();
		return new HistoryDocument(entry.id(), cause.application().stream(), cause.application().application(),
				entry.decidedAt(), (repeats != null) ? repeats.latestAt() : null,
				(repeats != null) ? repeats.count() + 1 : 1, entry.finishedAt(), cause.alertName(),
				(direction != null) ? lower(direction.name()) : null, lower(entry.outcome().name()),
				lower(entry.reason()), entry.explanation(), (counts != null) ? counts.from() : null,
				(counts != null) ? counts.required() : null, (counts != null) ? counts.to() : null);
	}

	/**
	 * The old name of {@link #requiredInstances()}, for one release.
	 * @return the same number
	 */
	@JsonProperty
	@Nullable Integer wantedInstances() {
		return this.requiredInstances;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
