package io.github.dataflowautoscaler.webhook.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A server that does not answer.
 *
 * @param what which one, and what it does
 * @param since since when, {@code null} if that is not known
 * @param meaning what that means for what is shown and for scaling
 */
public record Absence(String what, @Nullable Instant since, String meaning) {
}
