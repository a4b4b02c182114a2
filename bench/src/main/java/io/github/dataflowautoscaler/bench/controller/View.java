package io.github.dataflowautoscaler.bench.controller;

import java.util.List;

/**
 * A stream as a controller sees it at one moment.
 *
 * @param now the present second
 * @param applications in the order of the stream
 */
public record View(int now, List<ApplicationView> applications) {
}
