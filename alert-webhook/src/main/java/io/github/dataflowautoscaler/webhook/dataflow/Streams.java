package io.github.dataflowautoscaler.webhook.dataflow;

import java.util.Optional;

import io.github.dataflowautoscaler.webhook.scaling.PlatformException;

/**
 * All that runs, as the platform showed it a few seconds ago: for metrics, discovery,
 * health and pages.
 */
public interface Streams {

	/**
	 * The latest snapshot, however old.
	 * @return the snapshot, empty before the first successful reading
	 */
	Optional<StreamsSnapshot> latest();

	/**
	 * The latest snapshot, as long as it can be called the present state.
	 * @return the snapshot, empty if there is none that is recent enough
	 */
	Optional<StreamsSnapshot> current();

	/**
	 * Why the last reading failed.
	 * @return the failure, empty if it succeeded
	 */
	Optional<PlatformException> failure();

}
