package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;
import java.util.Map;

import io.github.dataflowautoscaler.webhook.decision.Observation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of all applications.
 */
public interface Observations {

	/**
	 * The measurements of now, at most a few seconds old. They are read for all
	 * applications at once, however many there are.
	 * @return the measurements, which never fail: what can't be read is unknown
	 */
	Measured now();

	/**
	 * Measurements of one moment.
	 *
	 * @param byApplication what was measured, by application
	 * @param missing why there is nothing for an application that isn't in the map
	 * @param unreadSince since when nothing could be read of any; {@code null} if it can,
	 * or if there is nothing to read from
	 */
	record Measured(Map<ApplicationId, Observation> byApplication, String missing, @Nullable Instant unreadSince) {

		/**
		 * What was measured of one application.
		 * @param id the application
		 * @return its observation, of unknown readings if there is none
		 */
		public Observation of(ApplicationId id) {
			Observation observation = this.byApplication.get(id);
			return (observation != null) ? observation : Observation.unknown(this.missing);
		}

	}

}
