package io.github.dataflowautoscaler.webhook.hindsight;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.prometheus.Recording;
import io.github.dataflowautoscaler.webhook.simulation.Application;
import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have come to, beside others.
 *
 * @param recording what was recorded
 * @param application what is known of the application
 * @param policy the policy
 * @param proposed what it would have come to
 * @param present what the present policy would have come to, {@code null} if there is
 * none
 * @param fixedInstances the fewest instances that would have been late for no longer than
 * the policy, without any change
 * @param fixed what they would have come to
 * @param stepsEach evaluations of the rules in one moment of the courses
 */
public record Comparison(Recording recording, Application application, Policy policy, Outcome proposed,
		@Nullable Outcome present, int fixedInstances, Outcome fixed, int stepsEach) {

	/** What a chart can show. */
	private static final int MOST_MOMENTS = 240;

	static int stepsEach(Recording recording) {
		int steps = recording.load().seconds() / MeasuredLoad.STEP;
		return (steps + MOST_MOMENTS - 1) / MOST_MOMENTS;
	}

	/**
	 * The ends of the moments of the courses.
	 * @return at most 240 times, oldest first, evenly spaced
	 */
	public List<Instant> at() {
		Duration each = Duration.ofSeconds((long) this.stepsEach * MeasuredLoad.STEP);
		return IntStream.rangeClosed(1, this.proposed.moments().size())
			.mapToObj((moment) -> this.recording.begin().plus(each.multipliedBy(moment)))
			.toList();
	}

	/**
	 * Says what was left out because it could not be read.
	 * @return a sentence without a full stop, {@code null} if everything could be read
	 */
	public @Nullable String leftOut() {
		if (this.recording.unread().isZero()) {
			return null;
		}
		String text = "%s of %s could not be read and are left out".formatted(words(this.recording.unread()),
				words(this.recording.length()));
		return this.recording.firstKnown()
			.filter((first) -> first.isAfter(this.recording.begin()))
			.map((first) -> text + "; the first data is of " + first.truncatedTo(ChronoUnit.SECONDS))
			.orElse(text);
	}

	/** Rounded up to minutes. */
	static String words(Duration duration) {
		long minutes = duration.plusSeconds(59).toMinutes();
		StringBuilder words = new StringBuilder();
		append(words, minutes / 1440, "d");
		append(words, minutes / 60 % 24, "h");
		append(words, minutes % 60, "min");
		return words.toString();
	}

	private static void append(StringBuilder words, long count, String unit) {
		if (count > 0) {
			words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
		}
	}

}
