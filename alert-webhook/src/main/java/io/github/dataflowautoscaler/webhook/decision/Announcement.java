package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What is announced to an application when an upstream application is scaled out.
 *
 * @param reader who is told
 * @param version the reader's version
 * @param expectation what it will get
 */
public record Announcement(ApplicationId reader, String version, Expectation expectation) {
}
