package io.github.dataflowautoscaler.webhook.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The latest changes of an application's instances, as far as a decision looks back.
 *
 * @param list the changes that the platform made or accepted, oldest first
 */
public record Changes(List<Change> list) {

	/** No change that matters. */
	public static final Changes NONE = new Changes(List.of());

	private static final Duration REVERSAL_PERIOD = Duration.ofHours(1);

	public Changes {
		list = List.copyOf(list);
	}

	@Nullable Instant lastScaleOut() {
		return this.list.stream().filter(Change::isOut).map(Change::at).reduce((first, second) -> second).orElse(null);
	}

	/**
	 * The last change, if it is a scale-out whose instances never came up.
	 * @return the change, empty if it is another one
	 */
	Optional<Change> lastIfFailedScaleOut() {
		return latest().filter((change) -> change.isOut() && change.kind() == Kind.FAILED);
	}

	/**
	 * Counts the scale-outs that were taken back since a change last succeeded otherwise.
	 * @return 0 if the last change is none of them
	 */
	int takenBack() {
		if (latest().filter((change) -> change.kind() == Kind.TAKEN_BACK).isEmpty()) {
			return 0;
		}
		int count = 0;
		for (Change change : this.list) {
			count = (change.kind() == Kind.SUCCEEDED) ? 0 : count + ((change.kind() == Kind.TAKEN_BACK) ? 1 : 0);
		}
		return count;
	}

	private Optional<Change> latest() {
		return this.list.isEmpty() ? Optional.empty() : Optional.of(this.list.get(this.list.size() - 1));
	}

	/**
	 * When the number last changed.
	 * @return the time, {@code null} if that is too long ago to matter
	 */
	public @Nullable Instant last() {
		return latest().map(Change::at).orElse(null);
	}

	/**
	 * Counts changes against the direction of the one before.
	 * @param now the end of the hour that is looked at
	 * @return 0 or more
	 */
	int reversals(Instant now) {
		List<Change> hour = this.list.stream()
			.filter((change) -> change.at().isAfter(now.minus(REVERSAL_PERIOD)))
			.toList();
		int reversals = 0;
		for (int i = 1; i < hour.size(); i++) {
			if (hour.get(i).isOut() != hour.get(i - 1).isOut()) {
				reversals++;
			}
		}
		return reversals;
	}

	/**
	 * A change.
	 *
	 * @param at when it was finished, or begun if it is still in progress
	 * @param from instances before
	 * @param to instances after, another number than {@code from}
	 * @param kind what became of it
	 */
	public record Change(Instant at, int from, int to, Kind kind) {

		/**
		 * A change that succeeded, or may yet.
		 * @param at when it was finished, or begun if it is still in progress
		 * @param from instances before
		 * @param to instances after
		 */
		public Change(Instant at, int from, int to) {
			this(at, from, to, Kind.SUCCEEDED);
		}

		boolean isOut() {
			return this.to > this.from;
		}

	}

	/** What became of a change. */
	public enum Kind {

		/** The platform showed it, or may yet. */
		SUCCEEDED,

		/** The platform accepted it and never showed it. */
		FAILED,

		/** It took back what the one before had brought. */
		TAKEN_BACK

	}

}
