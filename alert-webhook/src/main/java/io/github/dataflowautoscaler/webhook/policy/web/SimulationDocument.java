package io.github.dataflowautoscaler.webhook.policy.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import io.github.dataflowautoscaler.webhook.hindsight.Comparison;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.simulation.Application;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import io.github.dataflowautoscaler.webhook.simulation.Outcome.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have come to, as the API shows it. In each list there is one value
 * for each moment, {@code null} where it is unknown.
 *
 * @param streamName the stream's name
 * @param applicationName the application's name
 * @param begin from when on it was simulated
 * @param end until when
 * @param leftOut what could not be read and is left out, in words; absent if nothing is
 * @param capacityPerInstance messages per second that one instance can do
 * @param startTime from a scale request until new instances serve
 * @param partitions partitions that are read, 0 if there is none
 * @param settings all settings of the policy, defaults filled in
 * @param proposed what the policy would have come to
 * @param present what the present policy would have come to, absent if there is none
 * @param fixedInstances the fewest instances that would have been late for no longer than
 * the policy, without any change
 * @param fixed what they would have come to
 * @param measured what was really there
 * @param at the moments, at most 240, oldest first, evenly spaced
 */
record SimulationDocument(String streamName, String applicationName, Instant begin, Instant end,
		@Nullable String leftOut, double capacityPerInstance, Duration startTime, int partitions,
		PolicySettings settings, OutcomeDocument proposed, @Nullable OutcomeDocument present, int fixedInstances,
		OutcomeDocument fixed, MeasuredDocument measured, List<Instant> at) {

	static SimulationDocument of(ApplicationId id, Comparison comparison) {
		Application application = comparison.application();
		@Nullable Outcome present = comparison.present();
		Instant begin = comparison.recording().begin();
		return new SimulationDocument(id.stream(), id.application(), begin, begin.plus(comparison.recording().length()),
				comparison.leftOut(), rounded(application.perConsumer() * application.consumersPerInstance()),
				application.startTime(), application.partitions(), PolicySettings.of(comparison.policy(), begin),
				OutcomeDocument.of(comparison.proposed()), (present != null) ? OutcomeDocument.of(present) : null,
				comparison.fixedInstances(), OutcomeDocument.of(comparison.fixed()), MeasuredDocument.of(comparison),
				comparison.at());
	}

	private static double rounded(double value) {
		return Math.rint(100 * value) / 100;
	}

	/**
	 * What something would have come to.
	 *
	 * @param instanceHours hours of all instances together, from the request on
	 * @param actions changes of the number of instances
	 * @param minutesLate minutes in which what waited was worth more than 30 seconds of
	 * what the serving instances could do
	 * @param longestWaitSeconds what waited at most, in seconds of that work
	 * @param instances the most instances at each moment or since the one before
	 * @param backlog the most messages that waited, likewise
	 */
	record OutcomeDocument(double instanceHours, int actions, double minutesLate, double longestWaitSeconds,
			List<@Nullable Integer> instances, List<@Nullable Double> backlog) {

		static OutcomeDocument of(Outcome outcome) {
			return new OutcomeDocument(rounded(outcome.instanceHours()), outcome.actions(),
					rounded(outcome.minutesLate()), rounded(outcome.longestWait()),
					each(outcome.moments(), Moment::instances),
					each(outcome.moments(), (moment) -> rounded(moment.backlog())));
		}

		private static <T> List<@Nullable T> each(List<@Nullable Moment> moments, Function<Moment, T> value) {
			List<@Nullable T> values = new ArrayList<>();
			moments.forEach((moment) -> values.add((moment != null) ? value.apply(moment) : null));
			return values;
		}

	}

	/**
	 * What was really there.
	 *
	 * @param instanceHours hours of all instances that reported
	 * @param instances the most instances that reported at each moment or since the one
	 * before
	 * @param backlog the most messages that waited, likewise
	 */
	record MeasuredDocument(double instanceHours, List<@Nullable Double> instances, List<@Nullable Double> backlog) {

		static MeasuredDocument of(Comparison comparison) {
			return new MeasuredDocument(rounded(comparison.recording().instanceHours()),
					known(comparison.recording().instances(comparison.stepsEach())),
					known(comparison.recording().lag(comparison.stepsEach())));
		}

		private static List<@Nullable Double> known(double[] values) {
			List<@Nullable Double> known = new ArrayList<>();
			DoubleStream.of(values).forEach((value) -> known.add(Double.isNaN(value) ? null : rounded(value)));
			return known;
		}

	}

}
