/**
 * A shell like Data Flow's, whose own artifact is not published.
 */
package io.github.dataflowautoscaler.shellstandin;
