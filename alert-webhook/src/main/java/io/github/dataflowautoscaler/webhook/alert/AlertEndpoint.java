package io.github.dataflowautoscaler.webhook.alert;

/**
 * An address that alerts are sent to. The door for alerts guards it.
 *
 * @param path the address's path, {@code **} at its end for all that begin with it
 */
public record AlertEndpoint(String path) {
}
