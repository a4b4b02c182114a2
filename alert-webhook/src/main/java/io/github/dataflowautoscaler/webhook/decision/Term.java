package io.github.dataflowautoscaler.webhook.decision;

import org.jspecify.annotations.Nullable;

/**
 * A number that an assessment was made with.
 *
 * @param name what it is, in words
 * @param value the number, finite; {@code null} if it is unknown
 * @param unit its unit, empty for a share of 1
 * @param note where it comes from, or why it is unknown
 */
public record Term(String name, @Nullable Double value, String unit, String note) {
}
