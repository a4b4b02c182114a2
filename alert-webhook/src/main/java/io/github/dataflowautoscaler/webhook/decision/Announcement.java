package io.github.dataflowautoscaler.webhook.decision;

import io.github.dataflowautoscaler.webhook.decision.Memory.Expectation;
import io.github.dataflowautoscaler.webhook.policy.ApplicationId;

/**
 * What an application is told when one that it reads from is scaled out.
 *
 * @param reader who is told
 * @param version the reader's version
 * @param expectation what it will get
 */
public record Announcement(ApplicationId reader, String version, Expectation expectation) {
}
