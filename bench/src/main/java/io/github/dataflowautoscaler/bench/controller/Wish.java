package io.github.dataflowautoscaler.bench.controller;

/**
 * What a controller asks the platform for.
 *
 * @param application the application's index in the stream
 * @param instances the number to have; the platform keeps it within the bounds
 */
public record Wish(int application, int instances) {
}
