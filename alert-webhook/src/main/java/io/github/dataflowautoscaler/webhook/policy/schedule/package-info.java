/**
 * Times at which a policy has other settings. Pure values: a time is always an argument.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.policy.schedule;

import org.jspecify.annotations.NullMarked;
