package io.github.dataflowautoscaler.webhook.doctor;

import java.util.Collection;
import java.util.List;

import io.github.dataflowautoscaler.webhook.alertmanager.Intervals;
import io.github.dataflowautoscaler.webhook.alertmanager.Silence;
import io.github.dataflowautoscaler.webhook.installation.Selector;
import io.github.dataflowautoscaler.webhook.policy.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * What keeps Alertmanager from sending an alert that fires.
 *
 * @param now {@code true} if it suppresses an alert now, {@code false} if it would
 * suppress one that fired
 * @param cause what it is
 * @param remedy what to do about it
 */
record Suppression(boolean now, String cause, String remedy) {

	/** More are counted. */
	private static final int NAMED = 3;

	private static final String PAUSE = "; to keep an application from being scaled for a while, pause its policy";

	static Suppression inhibited(String alert) {
		return new Suppression(true, "the alert %s inhibits it".formatted(Quoted.shortened(alert)),
				"Exclude it from the inhibit_rules of Alertmanager's configuration, or give its rule a severity that they don't"
						+ " name; docs/kubernetes.md says what kube-prometheus-stack does");
	}

	static Suppression inhibitedByAnother(@Nullable String alert) {
		return new Suppression(true,
				"the alert %s of another installation inhibits it".formatted(Quoted.shortened(String.valueOf(alert))),
				"Put the labels of %s into equal of Alertmanager's inhibit_rules".formatted(Selector.PROPERTY));
	}

	static Suppression silenced(boolean now, Silence silence) {
		return new Suppression(now,
				"the silence %s of %s (\"%s\"), from %s until %s".formatted(Quoted.shortened(silence.id()),
						Quoted.shortened(silence.createdBy()), Quoted.shortened(silence.comment()), silence.startsAt(),
						silence.endsAt()),
				"Expire it" + PAUSE);
	}

	static Suppression silenced(String id) {
		return new Suppression(true, "the silence " + Quoted.shortened(id), "Expire it" + PAUSE);
	}

	static Suppression muted(List<String> intervals) {
		return new Suppression(true, "its route is muted now, by the time interval " + names(intervals),
				"Take the interval out of the route" + PAUSE);
	}

	static Suppression muted(Intervals intervals) {
		String inside = intervals.muted().isEmpty() ? "" : " inside of " + names(intervals.muted());
		String outside = intervals.active().isEmpty() ? "" : " outside of " + names(intervals.active());
		return new Suppression(false, "its route sends nothing%s%s".formatted(inside, outside),
				"Take the time intervals out of the route" + PAUSE);
	}

	private static String names(List<String> intervals) {
		return Quoted.shortened(String.join(", ", intervals));
	}

	Finding finding(Check check, Collection<ExpectedAlert> alerts) {
		String named = String.join(", ", alerts.stream().limit(NAMED).map(ExpectedAlert::toString).toList());
		String others = (alerts.size() > NAMED) ? " and %d more".formatted(alerts.size() - NAMED) : "";
		String message = "Nothing %s of %s%s: %s".formatted(this.now ? "arrives" : "would arrive", named, others,
				this.cause);
		return this.now ? Finding.failure(check, message, this.remedy) : Finding.warning(check, message, this.remedy);
	}

}
