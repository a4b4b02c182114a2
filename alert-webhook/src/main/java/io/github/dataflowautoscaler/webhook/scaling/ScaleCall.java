package io.github.dataflowautoscaler.webhook.scaling;

import java.time.Instant;

import io.github.dataflowautoscaler.webhook.history.HistoryEntry;

/**
 * Tells listeners that the platform has accepted a scale call.
 *
 * @param change the history's entry
 * @param requestedAt when the alert arrived that asked for the change
 * @param acceptedAt when the platform's answer came
 */
public record ScaleCall(HistoryEntry change, Instant requestedAt, Instant acceptedAt) {
}
