/**
 * Asks Alertmanager how it is set up, and understands where it sends an alert and how
 * often.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.alertmanager;

import org.jspecify.annotations.NullMarked;
