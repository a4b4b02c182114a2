/**
 * Autoscalers: ours, and others as their sources describe them, in words of our own. Each
 * sees only what it would see in reality, but for the oracle, which is the yardstick.
 */
@NullMarked
package io.github.dataflowautoscaler.bench.controller;

import org.jspecify.annotations.NullMarked;
