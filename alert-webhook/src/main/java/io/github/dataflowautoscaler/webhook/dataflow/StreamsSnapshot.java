package io.github.dataflowautoscaler.webhook.dataflow;

import java.time.Instant;
import java.util.List;

/**
 * All streams as Data Flow showed them at one moment.
 *
 * @param at the moment
 * @param links the edges between all defined applications
 * @param applications the applications of all deployed streams
 */
public record StreamsSnapshot(Instant at, List<StreamLink> links, List<RunningApplication> applications) {
}
