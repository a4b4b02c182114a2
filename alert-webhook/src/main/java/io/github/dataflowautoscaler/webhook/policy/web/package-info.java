/**
 * The policy API, and policies declared in configuration.
 */
@NullMarked
package io.github.dataflowautoscaler.webhook.policy.web;

import org.jspecify.annotations.NullMarked;
