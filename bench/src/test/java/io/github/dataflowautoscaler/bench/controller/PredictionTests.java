package io.github.dataflowautoscaler.bench.controller;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.dataflowautoscaler.bench.load.Loads;
import io.github.dataflowautoscaler.bench.load.NextDays;
import io.github.dataflowautoscaler.bench.measure.Demand;
import io.github.dataflowautoscaler.bench.measure.Figures;
import io.github.dataflowautoscaler.bench.measure.Measures;
import io.github.dataflowautoscaler.bench.measure.Run;
import io.github.dataflowautoscaler.bench.measure.Timeline;
import io.github.dataflowautoscaler.bench.monitoring.Readings;
import io.github.dataflowautoscaler.bench.monitoring.RecordingRules;
import io.github.dataflowautoscaler.bench.simulation.ApplicationSpec;
import io.github.dataflowautoscaler.bench.simulation.Scenario;
import io.github.dataflowautoscaler.webhook.policy.PolicySettings;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.simulation.Application;
import io.github.dataflowautoscaler.webhook.simulation.MeasuredLoad;
import io.github.dataflowautoscaler.webhook.simulation.Outcome;
import io.github.dataflowautoscaler.webhook.simulation.Past;
import io.github.dataflowautoscaler.webhook.simulation.Simulator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the webhook's simulation against the benchmark: on a day of which only the
 * arriving rate is known, as it was recorded while a policy was in force, the same policy
 * has to come to the same hours and actions. On the next day, whose course is the same
 * and whose noise is not, the hours are as close.
 */
class PredictionTests {

	/** The mean of those that are drawn. */
	private static final Duration START_TIME = Duration.ofSeconds(32);

	private static final Percentage CLOSE = Percentage.withPercentage(5);

	/** The noise and the bursts of another day make other actions, with or without us. */
	private static final Percentage ANOTHER_DAY = Percentage.withPercentage(20);

	static List<Scenario> days() {
		return Stream.concat(Loads.builtIn().stream(), Loads.check().stream())
			.filter((scenario) -> scenario.name().endsWith("day"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("days")
	void aDayIsPredicted(Scenario day) {
		Recording recording = new Recording(day);
		List<Timeline> timelines = Run.of(day, recording);
		Figures real = figures(day, timelines);
		Outcome predicted = predicted(recording, day, timelines);
		assertThat(predicted.instanceHours()).isCloseTo(real.instanceHours(), CLOSE);
		assertThat(predicted.actions()).isCloseTo(real.actions(), CLOSE);
	}

	@ParameterizedTest
	@MethodSource("days")
	void theNextDayIsPredictedAsFarAsItsLoadIsTheSame(Scenario day) {
		Recording recording = new Recording(day);
		Outcome predicted = predicted(recording, day, Run.of(day, recording));
		Scenario next = NextDays.after(day);
		Figures real = figures(next, Run.of(next, Controllers.create("dataflow-autoscaler", next)));
		assertThat(predicted.instanceHours()).isCloseTo(real.instanceHours(), CLOSE);
		assertThat(predicted.actions()).isCloseTo(real.actions(), ANOTHER_DAY);
	}

	private static Outcome predicted(Recording recording, Scenario day, List<Timeline> timelines) {
		ApplicationSpec spec = day.applications().get(0);
		Application application = new Application(spec.capacity(), 1, spec.partitions().count(), START_TIME);
		return new Simulator(recording.load(), application, Past.unknown(ZoneOffset.UTC), 60)
			.run(PolicySettings.of(Strategy.RATE, spec.maxInstances()).toPolicy(), timelines.get(0).existing(0));
	}

	private static Figures figures(Scenario day, List<Timeline> timelines) {
		return Measures.of("dataflow-autoscaler", Demand.of(day), timelines);
	}

	/** Records what arrives, as Prometheus does it. */
	private static final class Recording implements Controller {

		private final Controller controller;

		private final double[] rates;

		private final double[] recent;

		Recording(Scenario scenario) {
			this.controller = Controllers.create("dataflow-autoscaler", scenario);
			this.rates = new double[scenario.rates().seconds() / MeasuredLoad.STEP];
			this.recent = new double[this.rates.length];
			Arrays.fill(this.rates, Double.NaN);
		}

		@Override
		public List<Wish> decide(View view) {
			if (view.now() >= 0 && RecordingRules.due(view.now())) {
				Readings readings = view.applications().get(0).readings();
				this.rates[view.now() / MeasuredLoad.STEP] = readings.arrival();
				this.recent[view.now() / MeasuredLoad.STEP] = readings.recentArrival();
			}
			return this.controller.decide(view);
		}

		MeasuredLoad load() {
			return new MeasuredLoad(Instant.EPOCH, this.rates, this.recent);
		}

	}

}
