/**
 * Histories: replicas of the webhook's own loop in a world of one thread, on a virtual
 * clock, with everything around them simulated and everything random from one seed. A
 * model of what is promised judges what the outside sees.
 */
package io.github.dataflowautoscaler.webhook.histories;
