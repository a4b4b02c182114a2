/**
 * The servers of the recipe on a Kubernetes cluster, by kubectl.
 */
@NullMarked
package io.github.dataflowautoscaler.demo.kubernetes;

import org.jspecify.annotations.NullMarked;
