package io.github.dataflowautoscaler.webhook.page;

import io.github.dataflowautoscaler.webhook.dataflow.RunningApplication;
import io.github.dataflowautoscaler.webhook.decision.ApplicationState;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import io.github.dataflowautoscaler.webhook.status.Measures;
import org.jspecify.annotations.Nullable;

/**
 * An application in the picture of its stream.
 *
 * @param id the application
 * @param glance how it is by its policy, {@code null} if it has none
 * @param running instances that Data Flow shows, {@code null} if unknown
 * @param measures what was measured
 * @param mood how much attention it needs, as in {@link Glance}
 * @param state what it does, in words
 */
public record Station(ApplicationId id, @Nullable Glance glance, @Nullable Integer running, Measures measures,
		String mood, String state) {

	static Station of(Glance glance) {
		return new Station(glance.id(), glance, glance.status().runningInstances(), glance.status().measures(),
				glance.mood(), glance.state());
	}

	/**
	 * Shows an application without a policy.
	 * @param id the application
	 * @param application what runs, {@code null} if nothing
	 * @param measures what was measured
	 * @param streamsAreKnown whether an application that Data Flow does not show does not
	 * exist
	 * @return how it is
	 */
	static Station of(ApplicationId id, @Nullable RunningApplication application, Measures measures,
			boolean streamsAreKnown) {
		if (application == null) {
			return streamsAreKnown ? new Station(id, null, null, measures, "bad", "not deployed")
					: new Station(id, null, null, measures, "off", "not known");
		}
		ApplicationState state = application.state();
		if (state.deployedInstances() < state.instances()) {
			return new Station(id, null, state.instances(), measures, "bad",
					"%s of %s ready".formatted(state.deployedInstances(), state.instances()));
		}
		return new Station(id, null, state.instances(), measures, application.source() ? "good" : "off",
				application.source() ? "running" : "no policy");
	}

	/**
	 * The bounds of the policy.
	 * @return such as {@code 1–4}, or a dash if there is no policy
	 */
	public String bounds() {
		return (this.glance != null)
				? "%s–%s".formatted(this.glance.status().minInstances(), this.glance.status().maxInstances()) : "–";
	}

	/**
	 * The text after the number of instances.
	 * @return such as {@code  of 4 (1–4)}: what is recommended and the bounds, as far as
	 * there are any
	 */
	public String besides() {
		if (this.glance == null) {
			return (this.running != null && this.running == 1) ? " instance" : " instances";
		}
		@Nullable Integer recommended = this.measures.recommendedInstances();
		return ((recommended != null) ? " of " + recommended : "") + " (%s)".formatted(bounds());
	}

	/**
	 * How much of a bar is full.
	 * @return 0 to 100 percent; 0 if it is unknown
	 */
	public long busy() {
		Double utilization = this.measures.utilization();
		return (utilization != null) ? Math.round(100 * utilization) : 0;
	}

}
