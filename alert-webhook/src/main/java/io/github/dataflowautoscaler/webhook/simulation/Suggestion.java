package io.github.dataflowautoscaler.webhook.simulation;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.github.dataflowautoscaler.webhook.policy.Policy;
import io.github.dataflowautoscaler.webhook.policy.Strategy;
import io.github.dataflowautoscaler.webhook.policy.TargetUtilization;

/**
 * A policy that a measured load speaks for.
 *
 * @param policy the policy
 * @param reasons a sentence for each setting that is suggested
 */
public record Suggestion(Policy policy, List<String> reasons) {

	/** What is needed less often is not worth a minimum of its own. */
	private static final double LOW = 0.05;

	/** Loads to come may be higher than those that were seen. */
	private static final double ROOM = 1.25;

	/** From the cheapest to the safest. */
	private static final List<Double> UTILIZATIONS = List.of(0.85, 0.75, 0.65);

	/** Late for a longer share of the time is too much. */
	private static final double LATE = 0.001;

	private static final int MOST_INSTANCES = 10_000;

	public Suggestion {
		reasons = List.copyOf(reasons);
	}

	/**
	 * Makes the suggestion: bounds from the loads that were seen, and the highest target
	 * utilization that would hardly ever have been late. There is no schedule in it;
	 * other settings stay as they are.
	 * @param load what arrived; something of it is known
	 * @param application what it arrived at
	 * @param instances instances at the beginning
	 * @param present the present policy, or one with all defaults
	 * @return the suggestion
	 */
	public static Suggestion of(MeasuredLoad load, Application application, int instances, Policy present) {
		Simulator simulator = new Simulator(load, application, Past.unknown(ZoneOffset.UTC), load.seconds());
		double tolerated = LATE * (load.seconds() - load.unknownSeconds()) / 60;
		List<Trial> trials = new ArrayList<>();
		for (double utilization : UTILIZATIONS) {
			Policy policy = policy(load, application, utilization, present);
			trials.add(new Trial(policy, simulator.run(policy, instances).minutesLate()));
			if (trials.get(trials.size() - 1).minutesLate() <= tolerated) {
				break;
			}
		}
		Trial best = Collections.min(trials, Comparator.comparingDouble(Trial::minutesLate));
		return new Suggestion(best.policy(), reasons(load, application, best, trials.get(0)));
	}

	private static Policy policy(MeasuredLoad load, Application application, double utilization, Policy present) {
		int min = needed(application, load.quantile(LOW) / utilization);
		int max = Math.max(min, needed(application, ROOM * load.quantile(1) / utilization));
		return new Policy(min, max, Strategy.RATE, present.scaleOutBy(), present.scaleInBy(),
				present.scaleOutThreshold(), TargetUtilization.of(utilization), present.catchUp(),
				present.scaleOutCooldown(), present.scaleInWindow(), present.foresight(), present.dryRun(),
				present.pause(), List.of(), present.membership());
	}

	private static int needed(Application application, double rate) {
		return Math.min(application.needed(rate), MOST_INSTANCES);
	}

	private static List<String> reasons(MeasuredLoad load, Application application, Trial best, Trial cheapest) {
		Policy policy = best.policy();
		String partitions = (policy.maxInstances() == application.most()) ? "; more would have no partition to read"
				: "";
		String late = (best == cheapest) ? text("late for %.1f min with it", best.minutesLate())
				: text("late for %.1f min with it, and for %.1f min with %s", best.minutesLate(),
						cheapest.minutesLate(), cheapest.policy().targetUtilization());
		return List.of(
				text("minInstances %d: for %.0f %% of the time more than %.1f messages/s arrived, which need them",
						policy.minInstances(), 100 * (1 - LOW), load.quantile(LOW)),
				text("maxInstances %d: enough for the highest load, %.1f messages/s, and a quarter more%s",
						policy.maxInstances(), load.quantile(1), partitions),
				text("targetUtilization %s: %s", policy.targetUtilization(), late));
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	private record Trial(Policy policy, double minutesLate) {
	}

}
